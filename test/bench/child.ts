import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';

/** A program under measurement. */
export interface Child {
  readonly pid: number;
  /** The first line that it wrote to stdout. */
  readonly ready: string;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('../../bin/castellan.js', import.meta.url));
const readyWithinMs = 20_000;

/** Runs a file of `peers/` with this Node, and waits for its first line on stdout. */
export const startPeer = (file: string, ...args: readonly string[]): Promise<Child> =>
  startNode([fileURLToPath(new URL(`peers/${file}`, import.meta.url)), ...args]);

export interface CastellanSettings {
  readonly connections?: readonly object[];
  readonly sandbox?: boolean;
  readonly bench?: boolean;
  readonly extensions?: object;
}

/** Starts the whole program as a person would, in a data folder of its own, with its dashboard on any free port. */
export async function startCastellan(
  settings: CastellanSettings,
  nodeFlags: readonly string[] = [],
): Promise<Child> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-'));
  const file = join(folder, 'castellan.yaml');
  writeFileSync(file, stringify({ dashboard: { port: 0 }, sandbox: false, ...settings }));
  const child = await startNode([...nodeFlags, program, 'start', '--json', '--config', file]);
  return {
    ...child,
    async stop() {
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startNode(args: readonly string[]): Promise<Child> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on(
    'data',
    (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-4000)),
  );
  const gone = once(child, 'exit').then(() => {
    throw new Error(`${args.join(' ')} ended at once:\n${complaints}`);
  });
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    gone,
    late(`${args.join(' ')} was not ready in time`),
  ])) as [string];
  gone.catch(() => {});
  return { pid: child.pid ?? 0, ready: line, stop: () => ended(child) };
}

const late = (what: string): Promise<never> =>
  new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(what)), readyWithinMs).unref();
  });

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 7000);
  await gone;
  clearTimeout(force);
}
