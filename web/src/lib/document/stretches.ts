// Cuts a block of text where a mark or a sentence begins or ends, and tells for each piece what it is part of.
import type { DocumentPage, Mark } from '../api/types';
import { pieces } from '../format/pieces';

export type Block = DocumentPage['blocks'][number];

/** What can be shown and hidden: kinds of marks as a reader thinks of them. */
export const LAYERS = ['quote', 'trigger', 'time', 'mention'] as const;
export type Layer = (typeof LAYERS)[number];

/** What a piece is to a claim. */
export type Role = 'quote' | 'trigger' | 'when' | 'actor' | 'recipient';

export interface Stretch {
  text: string;
  sentence: number | null;
  layers: Layer[];
  /** Claims that it is part of, the one with the shortest quote first. */
  claims: string[];
  /** Claims whose quote begins here. */
  begins: string[];
  roles: Record<string, Role[]>;
  actor: string | null;
  time: string | null;
}

const LAYER: Partial<Record<Mark['kind'], Layer>> = {
  quote: 'quote',
  trigger: 'trigger',
  when: 'time',
  time: 'time',
  actor: 'mention',
  recipient: 'mention',
  mention: 'mention',
};

const isRole = (kind: Mark['kind']): kind is Role =>
  kind === 'quote' || kind === 'trigger' || kind === 'when' || kind === 'actor' || kind === 'recipient';

export function stretches(block: Block): Stretch[] {
  const sentences: Mark[] = block.sentences.map(({ number, start, end }) => ({
    start,
    end,
    kind: 'sentence',
    ref: String(number),
  }));
  const quotes = new Map<string, number>();
  for (const mark of block.marks)
    if (mark.kind === 'quote' && mark.ref !== null) quotes.set(mark.ref, mark.end - mark.start);
  const length = (claim: string): number => quotes.get(claim) ?? Infinity;

  return pieces(block.text, [...block.marks, ...sentences]).map(({ text, start, marks }) => {
    const stretch: Stretch = {
      text,
      sentence: null,
      layers: [],
      claims: [],
      begins: [],
      roles: {},
      actor: null,
      time: null,
    };
    for (const mark of marks) {
      if (mark.kind === 'sentence') stretch.sentence = Number(mark.ref);
      else if (mark.kind === 'mention') stretch.actor = mark.ref;
      else if (mark.kind === 'time') stretch.time = mark.ref;
      else if (mark.ref !== null && isRole(mark.kind)) {
        (stretch.roles[mark.ref] ??= []).push(mark.kind);
        if (mark.kind === 'quote' && mark.start === start) stretch.begins.push(mark.ref);
      }
    }
    stretch.layers = LAYERS.filter((layer) => marks.some((mark) => LAYER[mark.kind] === layer));
    stretch.claims = Object.keys(stretch.roles).sort((a, b) => length(a) - length(b));
    return stretch;
  });
}

/** Which of the claims under a place a click chooses: the tightest, and with every further click the next. */
export function chosenAt(claims: readonly string[], chosen: string | null): string | null {
  const at = chosen === null ? -1 : claims.indexOf(chosen);
  return claims[(at + 1) % claims.length] ?? null;
}
