import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const readyLine = z.object({
  ready: z.literal(true),
  url: z.string(),
  ownerToken: z.string().optional(),
  connections: z.array(z.object({ id: z.string(), platform: z.string(), state: z.string() })),
  sandbox: z
    .object({
      irc: z.object({ host: z.string(), port: z.number() }),
      discord: z.object({ api: z.string(), gateway: z.string(), token: z.string() }),
    })
    .optional(),
});

export type Ready = z.infer<typeof readyLine>;

/** The real program in a process of its own. */
export interface CastellanProcess {
  readonly ready: Ready;
  readonly pid: number;
  readonly data: string;
  readonly stderr: () => string;
  /** Sends the signal and resolves with the exit code, or the signal's name when it died of it. */
  readonly end: (signal?: NodeJS.Signals) => Promise<number | NodeJS.Signals | null>;
}

export interface CastellanOptions {
  readonly args?: readonly string[];
  readonly data?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** A data folder that is taken away at the end of the test run. */
export const dataFolder = (): string => mkdtempSync(join(tmpdir(), 'castellan-data-'));

/** Starts the program as a user would and resolves when it says that it is ready. */
export async function castellan({
  args = [],
  data = dataFolder(),
  environment = {},
}: CastellanOptions = {}): Promise<CastellanProcess> {
  const child = spawn(
    process.execPath,
    ['bin/castellan.js', 'start', '--json', '--port', '0', '--data', data, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } },
  );
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
  });
  const ready = await firstLine(child, () => stderr);
  return {
    ready: readyLine.parse(JSON.parse(ready)),
    pid: child.pid ?? 0,
    data,
    stderr: () => stderr,
    async end(signal = 'SIGTERM') {
      if (child.exitCode !== null) return child.exitCode;
      child.kill(signal);
      const [code, died] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
      return died ?? code;
    },
  };
}

export const forgetData = (data: string): void => rmSync(data, { recursive: true, force: true });

function firstLine(child: ChildProcess, stderr: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) return reject(new Error('The program has no output'));
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`It ended with ${String(code)}:\n${stderr()}`)));
  });
}
