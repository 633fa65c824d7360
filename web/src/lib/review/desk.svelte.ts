// The desk of the one who reviews: the queue, the claim on top, and what is decided about it. Decisions show at once and are
// sent one after the other; one that the server does not take brings its claim back.
import { api, ApiError } from '../api/client';
import type { Actors, Claim, Decision, Edit, ReviewSummary } from '../api/types';
import { inserted, moved, without } from './queue';

export type Verdict = Decision['decision'];
/** What the desk tells: a decision, one taken back or made again, or that there is none to take back. */
export type News =
  | { kind: 'decided'; verdict: Verdict; claim: Claim }
  | { kind: 'undone' | 'redone'; claim: Claim | null }
  | { kind: 'nothing-to-undo' | 'nothing-to-redo' }
  | { kind: 'skipped'; claim: Claim };

export interface Filters {
  order: string;
  state: string;
  class: readonly string[];
  lang: readonly string[];
  actor: string | null;
  doc: string | null;
}

const PAGE = 40;
/** With fewer claims than this ahead, more are asked for. */
const LOW = 12;
const MOST = 200;

const problem = (reason: unknown): ApiError =>
  reason instanceof ApiError
    ? reason
    : new ApiError(0, { code: 'page', message: String(reason), hint: null });

export class Desk {
  items = $state.raw<Claim[]>([]);
  actors = $state.raw<Actors>({});
  total = $state<number | null>(null);
  next = $state<string | null>(null);
  summary = $state.raw<ReviewSummary | null>(null);
  known = $state(false);
  loading = $state(false);
  /** The queue could not be had. */
  error = $state.raw<ApiError | null>(null);
  /** A decision could not be made, taken back or made again. */
  refused = $state.raw<ApiError | null>(null);

  #filters: Filters | null = null;
  #stop = new AbortController();
  /** Claims decided here that a page asked for meanwhile may still call open. */
  #gone = new Set<string>();
  /** Claims decided in this visit, the last one last, and those taken back: where the server does not name them. */
  #done: string[] = [];
  #undone: string[] = [];
  /** The last thing sent; the next waits for it. */
  #last: Promise<unknown> = Promise.resolve();

  /** `tell` hears what happened; `select` puts a claim on top. */
  constructor(
    private readonly tell: (news: News) => void,
    private readonly select: (id: string | null) => void,
  ) {}

  get #open(): boolean {
    return this.#filters?.state === 'open';
  }

  /** Lays out another queue. */
  async lay(filters: Filters): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#filters = filters;
    this.#gone.clear();
    await Promise.all([this.#load(null, PAGE, true), this.#count()]);
  }

  leave(): void {
    this.#stop.abort();
  }

  async #count(): Promise<void> {
    try {
      this.summary = await api.reviewSummary();
    } catch {
      // The queue tells what is wrong.
    }
  }

  async #load(cursor: string | null, limit: number, fresh: boolean): Promise<void> {
    const { signal } = this.#stop;
    if (!this.#filters) return;
    this.loading = true;
    try {
      const page = await api.reviewQueue({ ...this.#filters, limit, cursor }, signal);
      if (signal.aborted) return;
      const known = new Set(fresh ? [] : this.items.map((claim) => claim.id));
      const added = page.items.filter((claim) => !known.has(claim.id) && !this.#gone.has(claim.id));
      this.items = fresh ? added : [...this.items, ...added];
      this.actors = { ...this.actors, ...page.actors };
      this.total = page.total;
      this.next = page.next;
      this.error = null;
      this.known = true;
    } catch (reason) {
      if (signal.aborted) return;
      // Decisions change what a page is counted from: the queue is asked for from its beginning again.
      if (cursor !== null && problem(reason).problem.code === 'stale-cursor')
        return this.#load(null, Math.min(MOST, this.items.length + limit), fresh);
      this.error = problem(reason);
    }
    this.loading = false;
  }

  /** Asks for more where few are left. Open claims leave the queue as they are decided, so that a page is counted from the
   * beginning again as long as one page holds what was put off. */
  async refill(): Promise<void> {
    if (this.loading || this.next === null || this.items.length >= LOW) return;
    await this.more();
  }

  async more(): Promise<void> {
    const wanted = this.items.length + PAGE;
    const before = this.items.length;
    if (this.#open && wanted <= MOST) {
      await this.#last;
      await this.#load(null, wanted, false);
      if (this.items.length > before) return;
    }
    if (this.next !== null) await this.#load(this.next, PAGE, false);
  }

  /** Puts a claim that the queue does not hold on top, as an address may name it. */
  async fetch(id: string): Promise<void> {
    const { signal } = this.#stop;
    try {
      const page = await api.claim(id, signal);
      if (signal.aborted || this.items.some((claim) => claim.id === id)) return;
      this.actors = { ...this.actors, ...page.actors };
      this.items = [page.claim, ...this.items];
    } catch {
      if (!signal.aborted) this.select(null);
    }
  }

  /** Decides and goes on to the next; resolves to whether the server took it. */
  decide(
    claim: Claim,
    verdict: Verdict,
    edit: Edit | null = null,
    note: string | null = null,
  ): Promise<boolean> {
    const at = this.items.findIndex((one) => one.id === claim.id);
    this.refused = null;
    const following = this.items[at + 1] ?? this.items[at - 1] ?? null;
    if (this.#open) {
      this.#gone.add(claim.id);
      this.items = without(this.items, claim.id);
      this.select(following?.id ?? null);
    } else {
      const decided: Decision = { decision: verdict, edit, note, at: new Date().toISOString(), who: null };
      this.#replace({ ...claim, review: decided });
      this.select(this.items[at + 1]?.id ?? claim.id);
    }
    this.tell({ kind: 'decided', verdict, claim });
    return this.#send(async () => {
      try {
        const made = await api.decide(claim.id, verdict, edit, note);
        this.summary = made.summary;
        this.#remember(claim.id);
        if (!this.#open) this.#replace({ ...claim, review: made.decision });
        void this.refill();
        return true;
      } catch (reason) {
        this.#gone.delete(claim.id);
        this.items = inserted(without(this.items, claim.id), claim, at);
        this.select(claim.id);
        this.refused = problem(reason);
        return false;
      }
    });
  }

  /** Sends an edit and goes on only when the server has taken it: what it refuses is to be mended in the form. */
  async edit(claim: Claim, edit: Edit, note: string | null): Promise<ApiError | null> {
    return this.#send(async () => {
      try {
        const made = await api.decide(claim.id, 'edit', edit, note);
        const at = this.items.findIndex((one) => one.id === claim.id);
        this.summary = made.summary;
        this.#remember(claim.id);
        if (this.#open) {
          this.#gone.add(claim.id);
          const following = this.items[at + 1] ?? this.items[at - 1] ?? null;
          this.items = without(this.items, claim.id);
          this.select(following?.id ?? null);
        } else {
          this.#replace({ ...claim, review: made.decision });
          this.select(this.items[at + 1]?.id ?? claim.id);
        }
        this.tell({ kind: 'decided', verdict: 'edit', claim });
        void this.refill();
        return null;
      } catch (reason) {
        return problem(reason);
      }
    });
  }

  /** To the end of the queue, undecided. */
  skip(claim: Claim): void {
    const at = this.items.findIndex((one) => one.id === claim.id);
    this.select(this.items[at + 1]?.id ?? this.items[0]?.id ?? null);
    this.items = moved(this.items, claim.id);
    this.tell({ kind: 'skipped', claim });
    void this.refill();
  }

  undo(): Promise<void> {
    return this.#send(async () => {
      this.refused = null;
      try {
        const told = await api.undo();
        this.summary = told.summary;
        if (told.undone === null) return this.tell({ kind: 'nothing-to-undo' });
        const id = told.claim ?? this.#done.at(-1) ?? null;
        this.#done.pop();
        if (id !== null) this.#undone.push(id);
        this.tell({ kind: 'undone', claim: await this.#bring(id) });
      } catch (reason) {
        this.refused = problem(reason);
      }
    });
  }

  redo(): Promise<void> {
    return this.#send(async () => {
      this.refused = null;
      try {
        const told = await api.redo();
        this.summary = told.summary;
        if (told.redone === null) return this.tell({ kind: 'nothing-to-redo' });
        const id = told.claim ?? this.#undone.at(-1) ?? null;
        this.#undone.pop();
        if (id !== null) this.#done.push(id);
        this.tell({ kind: 'redone', claim: await this.#bring(id) });
      } catch (reason) {
        this.refused = problem(reason);
      }
    });
  }

  /** A claim whose decision has changed, as it is now, on top; in a queue of open ones only while it is open. */
  async #bring(id: string | null): Promise<Claim | null> {
    if (id === null) {
      // Nobody knows which claim it was, or it is read no more; the queue may have changed all the same.
      if (this.#filters) await this.lay(this.#filters);
      return null;
    }
    const page = await api.claim(id);
    this.actors = { ...this.actors, ...page.actors };
    const at = this.items.findIndex((claim) => claim.id === id);
    if (this.#open && page.claim.review !== null) {
      this.#gone.add(id);
      const following = this.items[at + 1] ?? this.items[at - 1] ?? null;
      this.items = without(this.items, id);
      if (at >= 0) this.select(following?.id ?? null);
      return page.claim;
    }
    this.#gone.delete(id);
    if (at >= 0) this.#replace(page.claim);
    else this.items = [page.claim, ...this.items];
    this.select(id);
    return page.claim;
  }

  #remember(id: string): void {
    this.#done.push(id);
    this.#undone = [];
  }

  #replace(claim: Claim): void {
    this.items = this.items.map((one) => (one.id === claim.id ? claim : one));
  }

  #send<T>(work: () => Promise<T>): Promise<T> {
    const sent = this.#last.then(work);
    this.#last = sent.catch(() => undefined);
    return sent;
  }
}
