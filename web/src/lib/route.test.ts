// Addresses: what is written into one is read out of it again.
import { beforeEach, describe, expect, it, vi } from 'vitest';

const { places, steps } = vi.hoisted(() => {
  const places = { pathname: '/pair', search: '?a=albania&b=egypt', hash: '' };
  const steps: string[] = [];
  const step = (kind: string) => (_state: unknown, _title: string, address: string) => {
    const url = new URL(address, 'http://page.example');
    Object.assign(places, { pathname: url.pathname, search: url.search, hash: url.hash });
    steps.push(`${kind} ${address}`);
  };
  vi.stubGlobal('location', places);
  vi.stubGlobal('history', { pushState: step('push'), replaceState: step('replace') });
  vi.stubGlobal('scrollTo', () => steps.push('top'));
  return { places, steps };
});

import { adjust, go, parse, route, to, VIEWS } from './route.svelte';

const read = (address: string) => {
  const url = new URL(address, 'http://page.example');
  return parse(url.pathname, url.search);
};

describe('an address', () => {
  it.each(VIEWS)('of %s leads to it', (view) => {
    expect(read(to(view))).toMatchObject({ view, id: null });
  });

  it.each(['albania', '~Xoxe', 'a/b', '../api?x#y', '100%', '%2F', 'ألبانيا', '<script>', ' '])(
    'keeps the id %s',
    (id) => {
      expect(read(to('actor', id)).id).toBe(id);
    },
  );

  it('keeps filters, repeats lists, leaves out what is empty', () => {
    const address = to('pair', null, {
      a: 'x&y',
      class: ['visit', 'meet'],
      from: 1960,
      to: '',
      kind: null,
      doc: [],
    });
    expect(address).toBe('/pair?a=x%26y&class=visit&class=meet&from=1960');
    expect(read(address).query.getAll('class')).toEqual(['visit', 'meet']);
  });

  it('that names no view is lost, not a guess', () => {
    expect(read('/nowhere').view).toBeNull();
    expect(read('/Pair').view).toBeNull();
  });

  it('with a broken escape is taken as it is written', () => {
    expect(parse('/actor/100%', '').id).toBe('100%');
  });
});

describe('going', () => {
  beforeEach(() => {
    go('/pair?a=albania&b=egypt');
    steps.length = 0;
  });

  it('to an address is a step back worth, and begins at the top', () => {
    go('/day?date=1961');
    expect(steps).toEqual(['push /day?date=1961', 'top']);
    expect(route.now.view).toBe('day');
  });

  it('to where the page is does nothing', () => {
    go('/pair?a=albania&b=egypt');
    expect(steps).toEqual([]);
  });

  it('by a slider replaces the step and stays where the reader is', () => {
    adjust({ from: '1960' });
    expect(steps).toEqual(['replace /pair?a=albania&b=egypt&from=1960']);
    expect(places.search).toBe('?a=albania&b=egypt&from=1960');
  });

  it('by a choice keeps the way back', () => {
    adjust({ class: ['visit', 'meet'], b: null }, { replace: false });
    expect(steps).toEqual(['push /pair?a=albania&class=visit&class=meet']);
  });
});
