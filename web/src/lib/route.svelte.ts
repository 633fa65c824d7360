// Where the page stands: path and query of the address are the whole state of a view, so that every view has a
// permanent address.

/** The views, by the first part of the path. */
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
  'review',
  'claim',
  'event',
  'tie',
] as const;
export type View = (typeof VIEWS)[number];

export interface Route {
  view: View | null;
  /** What follows the view in the path: the key of an actor, the id of a claim. */
  id: string | null;
  query: URLSearchParams;
}

/** Reads an address. An unknown view is `null`. */
export function parse(path: string, search: string): Route {
  const [first = '', ...rest] = path.split('/').filter((part) => part !== '');
  const name = first === '' ? 'overview' : first;
  const view = VIEWS.find((known) => known === name) ?? null;
  return { view, id: rest.length === 0 ? null : decode(rest.join('/')), query: new URLSearchParams(search) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Value = string | number | null | undefined | readonly string[];

/** The address of a view. Parameters that are empty are left out; lists are repeated. */
export function to(view: View, id: string | null = null, query: Record<string, Value> = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    if (Array.isArray(value)) for (const one of value as readonly string[]) parameters.append(name, one);
    else parameters.append(name, String(value));
  }
  const path = view === 'overview' ? '/' : `/${view}${id === null ? '' : `/${encodeURIComponent(id)}`}`;
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

let current: Route = $state.raw(parse(location.pathname, location.search));

/** The route now; reading it in an effect or template follows it. */
export const route = {
  get now(): Route {
    return current;
  },
};

function follow(): void {
  current = parse(location.pathname, location.search);
}

/** Goes to an address of the page; `replace` keeps the way back as it was (sliders, brushes). */
export function go(address: string, { replace = false, keepScroll = false } = {}): void {
  if (address === location.pathname + location.search + location.hash) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  follow();
  if (!replace && !keepScroll) scrollTo(0, 0);
}

/** Changes parameters of the view that is open: `null` takes one away. */
export function adjust(changes: Record<string, Value>, { replace = true } = {}): void {
  const query = new URLSearchParams(current.query);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    if (value === null || value === undefined || value === '') continue;
    if (Array.isArray(value)) for (const one of value as readonly string[]) query.append(name, one);
    else query.set(name, String(value));
  }
  const text = query.toString();
  go(location.pathname + (text === '' ? '' : `?${text}`), { replace, keepScroll: true });
}

/** Follows the way back and links inside the page. Called once. */
export function listen(): () => void {
  const click = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return;
    const link = (event.target as Element | null)?.closest('a');
    if (!link || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin)
      return;
    if (link.pathname.startsWith('/api')) return;
    if (link.hash !== '' && link.pathname === location.pathname && link.search === location.search) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  };
  addEventListener('popstate', follow);
  document.addEventListener('click', click);
  return () => {
    removeEventListener('popstate', follow);
    document.removeEventListener('click', click);
  };
}
