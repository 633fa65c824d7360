import { expect, it } from 'vitest';

import type { Claim, DocumentPage } from '../api/types';
import { joinPages } from './pages';
import { block } from './testing';

function page(numbers: number[], claims: string[], next: number | null): DocumentPage {
  return {
    document: {} as DocumentPage['document'],
    blocks: numbers.map((number) => block(number, `block ${number}`)),
    next_block: next,
    total_blocks: 6,
    claims: claims.map((id) => ({ id }) as Claim),
    problems: [],
    actors: { [claims[0] ?? 'none']: { key: 'x', name: 'x', names: {}, kind: null, country: null } },
  };
}

it('puts pages together in the order of the text, whichever came first', () => {
  let open = joinPages(null, page([2, 3], ['c', 'd'], 4));
  open = joinPages(open, page([0, 1], ['a', 'b'], 2));
  expect(open.next).toBe(4);
  open = joinPages(open, page([4, 5], ['e'], null));
  expect(open.blocks.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(open.claims.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(open.next).toBeNull();
  expect(Object.keys(open.actors).sort()).toEqual(['a', 'c', 'e']);
});

it('has a claim once whose words go over the border of two pages', () => {
  const open = joinPages(joinPages(null, page([0, 1], ['a', 'b'], 2)), page([2, 3], ['b', 'c'], null));
  expect(open.claims.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});
