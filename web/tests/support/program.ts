// The program under test: where it is, and a running `legation serve`.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The root of the sources. */
export const ROOT = resolve(import.meta.dirname, '../../..');

/** The program that `make` built: the release if there is one. LEGATION_BIN names another. */
export function program(): string {
  const named = process.env['LEGATION_BIN'];
  if (named !== undefined) return named;
  const target = process.env['CARGO_TARGET_DIR'] ?? join(ROOT, 'target');
  const found = ['release', 'debug'].map((kind) => join(target, kind, 'legation')).find(existsSync);
  if (found === undefined) throw new Error('the program is not built: run `make`');
  return found;
}

/** A server of our own, on a port that is free. */
export class Server {
  private constructor(
    readonly address: string,
    private readonly child: ChildProcess,
  ) {}

  static start(record: string, { review = false } = {}): Promise<Server> {
    const child = spawn(program(), ['serve', '-r', record, '--port', '0', ...(review ? ['--review'] : [])], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let complaints = '';
    return new Promise((done, fail) => {
      child.stderr.on('data', (bytes: Buffer) => (complaints += bytes.toString()));
      child.stdout.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        const address = /http:\/\/\S+(?=\s)/.exec(said)?.[0];
        if (address !== undefined) done(new Server(address.replace(/\/$/, ''), child));
      });
      child.on('error', fail);
      child.on('exit', (code) => fail(new Error(`the server ended with ${code}: ${complaints}`)));
    });
  }

  /** Asks it to end as Ctrl+C does; answers its exit code. */
  stop(): Promise<number | null> {
    if (this.child.exitCode !== null) return Promise.resolve(this.child.exitCode);
    return new Promise((done) => {
      this.child.on('exit', done);
      this.child.kill('SIGTERM');
    });
  }
}
