// Asks the API. The one place where the page sends requests: to its own server, nowhere else.
import type {
  ActorList,
  ActorPage,
  ChangesPage,
  ClaimList,
  ClaimPage,
  DayPage,
  Decision,
  DisagreementList,
  DocumentList,
  DocumentPage,
  Edit,
  EventPage,
  Meta,
  Overview,
  PairPage,
  Problem,
  ReviewSummary,
  SearchPage,
  TiePage,
} from './types';

/** A parameter of a question: left out where empty, repeated where a list. */
export type Parameter = string | number | boolean | null | undefined | readonly string[];
export type Parameters = Record<string, Parameter>;

/** What the server answers when it cannot answer: what, and what to do. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem['error'],
  ) {
    super(problem.message);
    this.name = 'ApiError';
  }
}

/** The address of a question. */
export function address(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null || value === undefined || value === '' || value === false) continue;
    if (Array.isArray(value)) for (const one of value as readonly string[]) query.append(name, one);
    else query.append(name, String(value));
  }
  const text = query.toString();
  return `/api/v1${path}${text === '' ? '' : `?${text}`}`;
}

async function send<T>(url: string, init: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(url, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, { code: 'unreachable', message: 'unreachable', hint: null });
  }
  if (answer.ok) return (await answer.json()) as T;
  const told: unknown = await answer.json().catch(() => null);
  if (isProblem(told)) throw new ApiError(answer.status, told.error);
  throw new ApiError(answer.status, { code: 'http', message: `${answer.status}`, hint: null });
}

function isProblem(told: unknown): told is Problem {
  return typeof told === 'object' && told !== null && 'error' in told;
}

function get<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
  return send<T>(address(path, parameters), signal === undefined ? {} : { signal });
}

function post<T>(path: string, body: unknown): Promise<T> {
  return send<T>(address(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

const one = encodeURIComponent;

export const api = {
  meta: () => get<Meta>('/meta'),
  overview: (signal?: AbortSignal) => get<Overview>('/overview', {}, signal),
  actors: (parameters: Parameters, signal?: AbortSignal) => get<ActorList>('/actors', parameters, signal),
  actor: (key: string, signal?: AbortSignal) => get<ActorPage>(`/actors/${one(key)}`, {}, signal),
  pair: (parameters: Parameters, signal?: AbortSignal) => get<PairPage>('/pair', parameters, signal),
  event: (id: string, signal?: AbortSignal) => get<EventPage>(`/events/${one(id)}`, {}, signal),
  tie: (id: string, signal?: AbortSignal) => get<TiePage>(`/ties/${one(id)}`, {}, signal),
  claims: (parameters: Parameters, signal?: AbortSignal) => get<ClaimList>('/claims', parameters, signal),
  claim: (id: string, signal?: AbortSignal) => get<ClaimPage>(`/claims/${one(id)}`, {}, signal),
  on: (parameters: Parameters, signal?: AbortSignal) => get<DayPage>('/on', parameters, signal),
  changes: (parameters: Parameters, signal?: AbortSignal) => get<ChangesPage>('/changes', parameters, signal),
  documents: (parameters: Parameters, signal?: AbortSignal) =>
    get<DocumentList>('/documents', parameters, signal),
  document: (id: string, parameters: Parameters, signal?: AbortSignal) =>
    get<DocumentPage>(`/documents/${one(id)}`, parameters, signal),
  documentHtml: (id: string, lang: string) => address(`/documents/${one(id)}/export.html`, { lang }),
  disagreements: (parameters: Parameters, signal?: AbortSignal) =>
    get<DisagreementList>('/disagreements', parameters, signal),
  search: (parameters: Parameters, signal?: AbortSignal) => get<SearchPage>('/search', parameters, signal),
  reviewQueue: (parameters: Parameters, signal?: AbortSignal) =>
    get<ClaimList>('/review/queue', parameters, signal),
  reviewSummary: () => get<ReviewSummary>('/review/summary'),
  reviewFile: () => address('/review/decisions.jsonl'),
  decide: (
    claim: string,
    decision: Decision['decision'],
    edit: Edit | null = null,
    note: string | null = null,
  ) =>
    post<{ decision: Decision; summary: ReviewSummary }>('/review/decisions', {
      claim,
      decision,
      ...(edit === null ? {} : { edit }),
      ...(note === null ? {} : { note }),
    }),
  undo: () =>
    post<{ undone: Decision | null; claim: string | null; summary: ReviewSummary }>('/review/undo', {}),
  redo: () =>
    post<{ redone: Decision | null; claim: string | null; summary: ReviewSummary }>('/review/redo', {}),
};
