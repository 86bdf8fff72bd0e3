import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** How many times a process is killed in each test; `npm run kills` asks for more. */
export const killsOr = (usual: number): number => Number(process.env['TEST_KILLS'] ?? usual);

/** In the long run it is told where the kills have hit. */
export function tellKills(what: string, hits: Readonly<Record<string, number>>): void {
  if (process.env['TEST_KILLS'] !== undefined) console.log(`KILLS ${what} ${JSON.stringify(hits)}`);
}

export interface Killed {
  readonly child: ChildProcess;
  /** What it had said when it died. */
  readonly said: () => string;
  /** Resolves when it has ended by itself or was killed. */
  readonly exited: Promise<unknown>;
  /** SIGKILL after so long, unless it has ended before. */
  killAfter(afterMs: number): Promise<void>;
}

/** A process of its own that is going to be killed; resolves when it says `go`, which is when it begins. */
export async function begun(program: string, args: readonly string[]): Promise<Killed> {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  // Not `exit`: what it said last is to be read.
  const exited = once(child, 'close');
  while (!text.includes('go\n') && child.exitCode === null)
    await Promise.race([once(child.stdout, 'data'), exited]);
  return {
    ...{ child, exited, said: () => text },
    async killAfter(afterMs) {
      await Promise.race([pause(afterMs, undefined, { ref: false }), exited]);
      child.kill('SIGKILL');
      await exited;
    },
  };
}
