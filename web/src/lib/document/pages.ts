// Joins a page of blocks to the part of a document that is open, before it or after it.
import type { Actors, Claim, DocumentCard, DocumentPage } from '../api/types';
import type { Block } from './stretches';

export interface Open {
  document: DocumentCard;
  blocks: Block[];
  next: number | null;
  total: number;
  claims: Claim[];
  problems: DocumentPage['problems'];
  actors: Actors;
}

export function joinPages(open: Open | null, page: DocumentPage): Open {
  const first = page.blocks[0]?.number ?? 0;
  const before = open !== null && first < (open.blocks[0]?.number ?? 0);
  const join = <T>(a: readonly T[], b: readonly T[], key: (one: T) => string | number): T[] => {
    const all = before ? [...b, ...a] : [...a, ...b];
    return [...new Map(all.map((one) => [key(one), one])).values()];
  };
  return {
    document: page.document,
    blocks: join(open?.blocks ?? [], page.blocks, (block) => block.number),
    // A page that comes before leaves the end where it was.
    next: before ? (open?.next ?? null) : page.next_block,
    total: page.total_blocks,
    claims: join(open?.claims ?? [], page.claims, (claim) => claim.id),
    problems: page.problems,
    actors: { ...open?.actors, ...page.actors },
  };
}
