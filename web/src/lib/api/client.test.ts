// Questions to the API: how they are written, and what an answer that is none becomes.
import { afterEach, describe, expect, it, vi } from 'vitest';

import { address, api, ApiError } from './client';

function answering(status: number, body: string): void {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })));
}

async function failure(): Promise<ApiError> {
  const error: unknown = await api.meta().catch((reason: unknown) => reason);
  if (!(error instanceof ApiError)) throw new Error(`no ApiError: ${String(error)}`);
  return error;
}

afterEach(() => vi.unstubAllGlobals());

describe('a question', () => {
  it('leaves out what is empty and repeats lists', () => {
    expect(address('/pair', { a: 'x', b: null, class: ['p', 'q'], from: '', limit: 0, deep: false })).toBe(
      '/api/v1/pair?a=x&class=p&class=q&limit=0',
    );
    expect(address('/meta')).toBe('/api/v1/meta');
  });

  it('keeps ids with slashes in one part of the path', () => {
    expect(api.documentHtml('a/b?c#d', 'he')).toBe('/api/v1/documents/a%2Fb%3Fc%23d/export.html?lang=he');
  });
});

describe('an answer', () => {
  it('that is a problem says what and what to do', async () => {
    answering(404, '{"error":{"code":"unknown-actor","message":"no such actor","hint":"try another"}}');
    const error = await failure();
    expect(error.status).toBe(404);
    expect(error.problem).toEqual({ code: 'unknown-actor', message: 'no such actor', hint: 'try another' });
  });

  it('that is no JSON is told by its status', async () => {
    answering(502, '<html>');
    expect((await failure()).problem.code).toBe('http');
  });

  it('that never came is told as such', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    expect((await failure()).problem.code).toBe('unreachable');
  });

  it('that is no longer wanted is not a failure of the server', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new DOMException('aborted', 'AbortError')));
    await expect(api.meta()).rejects.toBeInstanceOf(DOMException);
  });
});
