// What is changed about a claim: a form that begins with what was read, and the changes that are sent.
import type { Claim, Edit, Status } from '../api/types';

export interface Form {
  class: string;
  actor: string[];
  recipient: string[];
  /** EDTF; `null` where the text does not say when. */
  when: string | null;
  status: Status;
}

const keys = (parties: readonly { key: string }[]): string[] => parties.map((party) => party.key);

/** As it was read. */
export function asRead(claim: Claim): Form {
  return {
    class: claim.class,
    actor: keys(claim.actor),
    recipient: keys(claim.recipient),
    when: claim.when?.edtf ?? null,
    status: claim.status,
  };
}

/** As it stands: as read, with what was edited before. */
export function asDecided(claim: Claim): Form {
  const form = asRead(claim);
  const edit = claim.review?.edit;
  if (!edit) return form;
  return {
    class: edit.class ?? form.class,
    actor: edit.actor ?? form.actor,
    recipient: edit.recipient ?? form.recipient,
    when: edit.when === undefined ? form.when : edit.when,
    status: edit.status ?? form.status,
  };
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((key, n) => key === b[n]);

/** What the form says otherwise than was read; `null` where it says the same. */
export function changes(read: Form, form: Form): Edit | null {
  const edit: Edit = {};
  if (form.class !== read.class) edit.class = form.class;
  if (!same(form.actor, read.actor)) edit.actor = form.actor;
  if (!same(form.recipient, read.recipient)) edit.recipient = form.recipient;
  const when = form.when === null || form.when.trim() === '' ? null : form.when.trim();
  if (when !== read.when) edit.when = when;
  if (form.status !== read.status) edit.status = form.status;
  return Object.keys(edit).length === 0 ? null : edit;
}

/** The key of somebody whom only documents name. */
export const freeKey = (name: string): string => `~${name.trim().replace(/^~/, '')}`;
