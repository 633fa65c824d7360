// Every view of the page, with an address on which it has something to show, for what must hold of all of them.
import type { APIRequestContext } from '@playwright/test';

import type { ClaimList, ClaimPage, DisagreementList, DocumentList } from '../../src/lib/api/types';

/** Names of the views; the tests of each are generated from this list. */
export const VIEWS = [
  'overview',
  'actors',
  'actor',
  'pair',
  'day',
  'documents',
  'document',
  'disagreements',
  'search',
  'claim',
  'event',
  'tie',
  'review',
] as const;
export type ViewName = (typeof VIEWS)[number];

/** A question to the API of the server under test. */
export async function asked<T>(request: APIRequestContext, path: string): Promise<T> {
  const answer = await request.get(`/api/v1${path}`);
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** The claim that the split of 1961 hangs on in the sample record, with what it bears on. */
export async function severing(request: APIRequestContext): Promise<ClaimPage> {
  const filters = 'actor=albania&class=sever-relations&from=1961&to=1961&lang=en';
  const [claim] = (await asked<ClaimList>(request, `/claims?${filters}`)).items;
  if (claim === undefined) throw new Error('the sample record does not tell of the split');
  return asked<ClaimPage>(request, `/claims/${encodeURIComponent(claim.id)}`);
}

/** The address of a view, with filters where it has any. */
export async function addressOf(view: ViewName, request: APIRequestContext): Promise<string> {
  const one = encodeURIComponent;
  switch (view) {
    case 'overview':
      return '/';
    case 'actors':
      return '/actors?q=alb';
    case 'actor':
      return '/actor/albania';
    case 'pair':
      return '/pair?a=albania&b=soviet-union&from=1955&to=1970';
    case 'day':
      return '/day?date=1961-06-01&since=1955-01-01';
    case 'documents':
      return '/documents?lang=ar';
    case 'disagreements': {
      const [first] = (await asked<DisagreementList>(request, '/disagreements?actor=albania&limit=1')).items;
      return `/disagreements?id=${one(first?.id ?? '')}`;
    }
    case 'search':
      return '/search?q=Albania';
    case 'review':
      return '/review?order=place';
    case 'document': {
      const { claim } = await severing(request);
      return `/document?id=${one(claim.document.id)}&claim=${one(claim.id)}`;
    }
    case 'claim':
      return `/claim/${one((await severing(request)).claim.id)}`;
    case 'event':
      return `/event/${one((await severing(request)).event ?? '')}`;
    case 'tie':
      return `/tie/${one((await severing(request)).ties[0] ?? '')}`;
  }
}

/** Addresses that show the whole text of every document, and a claim of each. */
export async function everyText(request: APIRequestContext): Promise<string[]> {
  const one = encodeURIComponent;
  const { items } = await asked<DocumentList>(request, '/documents?limit=100');
  const found: string[] = [];
  for (const { id } of items) {
    const [claim] = (await asked<ClaimList>(request, `/claims?limit=1&doc=${one(id)}`)).items;
    found.push(`/document?id=${one(id)}`);
    if (claim !== undefined) found.push(`/claim/${one(claim.id)}`);
  }
  return found;
}
