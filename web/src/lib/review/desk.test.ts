// The desk against a server that is played: what shows at once, what comes back, and in which order things are sent.
import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { Claim } from '../api/types';

const server = vi.hoisted(() => ({
  reviewQueue: vi.fn(),
  reviewSummary: vi.fn(),
  decide: vi.fn(),
  undo: vi.fn(),
  redo: vi.fn(),
  claim: vi.fn(),
}));
vi.mock('../api/client', async (original) => ({
  ...(await original<typeof import('../api/client')>()),
  api: server,
}));

const { Desk } = await import('./desk.svelte');
const { ApiError } = await import('../api/client');
type News = Parameters<ConstructorParameters<typeof Desk>[0]>[0];

const claim = (id: string, review: Claim['review'] = null): Claim => ({ id, review }) as Claim;
const summary = { open: 3, right: 0, wrong: 0, edited: 0, orphaned: 0 };
const page = (ids: string[], next: string | null = null) => ({
  items: ids.map((id) => claim(id)),
  next,
  total: ids.length,
  actors: {},
});
const made = (decision: 'right' | 'wrong' | 'edit') => ({
  decision: { decision, edit: null, note: null, at: '2026-01-01T00:00:00Z', who: null },
  summary: { ...summary, open: 2 },
});

let news: News[];
let top: string | null;
async function desk(state = 'open', ids = ['a', 'b', 'c'], next: string | null = null) {
  news = [];
  top = ids[0] ?? null;
  const made = new Desk(
    (one) => news.push(one),
    (id) => (top = id),
  );
  server.reviewQueue.mockResolvedValue(page(ids, next));
  server.reviewSummary.mockResolvedValue(summary);
  await made.lay({ order: 'confidence', state, class: [], lang: [], actor: null, doc: null });
  return made;
}
const ids = (one: { items: Claim[] }): string[] => one.items.map((item) => item.id);

beforeEach(() => vi.resetAllMocks());

describe('a queue of open claims', () => {
  test('a decision takes its claim away before the server has answered', async () => {
    const table = await desk();
    let answer: (told: unknown) => void = () => undefined;
    server.decide.mockReturnValue(new Promise((done) => (answer = done)));
    const sent = table.decide(claim('a'), 'right');
    expect(ids(table)).toEqual(['b', 'c']);
    expect(top).toBe('b');
    answer(made('right'));
    expect(await sent).toBe(true);
    expect(table.summary?.open).toBe(2);
    expect(news).toMatchObject([{ kind: 'decided', verdict: 'right', claim: { id: 'a' } }]);
  });

  test('one that the server refuses comes back to its place, with the reason', async () => {
    const table = await desk();
    server.decide.mockRejectedValue(new ApiError(503, { code: 'busy', message: 'busy', hint: null }));
    expect(await table.decide(claim('b'), 'wrong')).toBe(false);
    expect(ids(table)).toEqual(['a', 'b', 'c']);
    expect(top).toBe('b');
    expect(table.refused?.problem.code).toBe('busy');
  });

  test('decisions are sent one after the other', async () => {
    const table = await desk();
    const order: string[] = [];
    server.decide.mockImplementation(async (id: string) => {
      order.push(`sent ${id}`);
      await Promise.resolve();
      order.push(`done ${id}`);
      return made('right');
    });
    await Promise.all([table.decide(claim('a'), 'right'), table.decide(claim('b'), 'right')]);
    expect(order).toEqual(['sent a', 'done a', 'sent b', 'done b']);
  });

  test('an edit that is refused leaves everything where it was', async () => {
    const table = await desk();
    server.decide.mockRejectedValue(new ApiError(422, { code: 'bad-date', message: 'no date', hint: null }));
    const refused = await table.edit(claim('a'), { when: 'soon' }, null);
    expect(refused?.problem.code).toBe('bad-date');
    expect(ids(table)).toEqual(['a', 'b', 'c']);
    expect(news).toEqual([]);
  });

  test('undo brings the claim back on top, redo takes it away again', async () => {
    const table = await desk();
    server.decide.mockResolvedValue(made('right'));
    await table.decide(claim('a'), 'right');
    const { decision } = made('right');
    server.undo.mockResolvedValue({ undone: decision, claim: 'a', summary });
    server.claim.mockResolvedValue({ claim: claim('a'), actors: {} });
    await table.undo();
    expect(ids(table)).toEqual(['a', 'b', 'c']);
    expect(top).toBe('a');
    server.redo.mockResolvedValue({ redone: decision, claim: 'a', summary });
    server.claim.mockResolvedValue({ claim: claim('a', decision), actors: {} });
    await table.redo();
    expect(ids(table)).toEqual(['b', 'c']);
    expect(top).toBe('b');
    expect(news.map((one) => one.kind)).toEqual(['decided', 'undone', 'redone']);
  });

  test('a server that does not name the claim is helped by what was decided in this visit', async () => {
    const table = await desk();
    server.decide.mockResolvedValue(made('right'));
    await table.decide(claim('a'), 'right');
    await table.decide(claim('b'), 'right');
    server.undo.mockResolvedValue({ undone: made('right').decision, summary });
    server.claim.mockImplementation((id: string) => Promise.resolve({ claim: claim(id), actors: {} }));
    await table.undo();
    expect(server.claim).toHaveBeenLastCalledWith('b');
    await table.undo();
    expect(server.claim).toHaveBeenLastCalledWith('a');
    expect(top).toBe('a');
    // Of what was decided before this visit nothing is known: the queue is laid out anew.
    server.reviewQueue.mockResolvedValue(page(['x', 'a', 'b', 'c']));
    await table.undo();
    expect(ids(table)).toEqual(['x', 'a', 'b', 'c']);
    expect(news.at(-1)).toEqual({ kind: 'undone', claim: null });
  });

  test('with nothing to undo it says so', async () => {
    const table = await desk();
    server.undo.mockResolvedValue({ undone: null, claim: null, summary });
    await table.undo();
    expect(news).toEqual([{ kind: 'nothing-to-undo' }]);
    expect(ids(table)).toEqual(['a', 'b', 'c']);
  });

  test('what is skipped comes last', async () => {
    const table = await desk();
    table.skip(claim('a'));
    expect(ids(table)).toEqual(['b', 'c', 'a']);
    expect(top).toBe('b');
  });

  test('more is asked for from the beginning, without what is decided or here already', async () => {
    const table = await desk('open', ['a', 'b', 'c'], 'page-2');
    server.decide.mockResolvedValue(made('right'));
    server.reviewQueue.mockResolvedValue(page(['a', 'b', 'c', 'd'], null));
    await table.decide(claim('a'), 'right');
    await vi.waitFor(() => expect(ids(table)).toEqual(['b', 'c', 'd']));
    expect(server.reviewQueue.mock.lastCall?.[0]).toMatchObject({ cursor: null, limit: 42 });
  });
});

describe('a queue of decided claims', () => {
  test('a claim stays where it is with its new decision', async () => {
    const table = await desk('decided');
    server.decide.mockResolvedValue(made('wrong'));
    await table.decide(claim('a'), 'wrong');
    expect(ids(table)).toEqual(['a', 'b', 'c']);
    expect(table.items[0]?.review?.decision).toBe('wrong');
    expect(top).toBe('b');
  });
});
