// Makes the records that the browser tests look at, once, before all of them: the sample documents, documents that would
// do harm if anything in them were taken for more than text, and none.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { program, ROOT } from './program';

const HOSTILE = ['web/tests/records/hostile.jsonl', 'web/tests/records/hostile.html'];
/** Which documents each record is made of, from the root of the sources, and which of them are taken away again. */
const RECORDS = {
  sample: { read: ['corpus/*.txt', 'web/tests/records/split.jsonl'], forget: [] },
  hostile: { read: HOSTILE, forget: [] },
  empty: { read: HOSTILE.slice(1), forget: HOSTILE.slice(1) },
} as const;
export type RecordName = keyof typeof RECORDS;

/** Where a record is, for the tests. */
export function recordPath(name: RecordName): string {
  return join(process.env['LEGATION_TEST_RECORDS'] ?? '', `${name}.legation`);
}

function run(...words: readonly string[]): void {
  execFileSync(program(), words, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
}

export default function makeRecords(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'legation-page-'));
  process.env['LEGATION_TEST_RECORDS'] = folder;
  for (const [name, { read, forget }] of Object.entries(RECORDS)) {
    const path = recordPath(name as RecordName);
    run('read', ...read, '-o', path);
    for (const document of forget) run('forget', document, '-r', path);
  }
  return () => rmSync(folder, { recursive: true, force: true });
}
