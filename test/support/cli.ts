import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { lifetime } from '../../src/base/lifetime.ts';
import { silentLog } from '../../src/base/log.ts';
import { seededRandom } from '../../src/base/random.ts';
import { type DiscordSandbox, startDiscordSandbox } from '../../src/sandbox/discord/index.ts';

export interface Outcome {
  readonly code: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** What is typed; the input ends after it. */
  readonly input?: string;
}

const program = resolve('src/main.ts');

/** This process's environment without what would change Castellan's configuration. */
const plainEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('CASTELLAN_')),
  );

function launch(args: readonly string[], { cwd, environment = {} }: CliOptions): ChildProcess {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...plainEnvironment(), ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  });
  return child;
}

/** Runs a subcommand of the real program to its end. */
export async function cli(args: readonly string[], options: CliOptions): Promise<Outcome> {
  const child = launch(args, options);
  const stdout = collected(child.stdout);
  const stderr = collected(child.stderr);
  child.stdin?.end(options.input ?? '');
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code: signal ?? code, stdout: stdout(), stderr: stderr() };
}

function collected(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  return () => text;
}

export interface ReadyLine {
  readonly ready: boolean;
  readonly url: string;
  readonly ownerToken?: string;
  readonly connections: readonly { id: string; platform: string; state: string }[];
  readonly sandbox?: { readonly irc: { readonly port: number } };
}

export interface Started {
  readonly ready: ReadyLine;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Sends the signal; resolves with how it ended and after how long. */
  readonly end: (
    signal: NodeJS.Signals,
  ) => Promise<{ code: number | NodeJS.Signals | null; tookMs: number }>;
}

/** Starts the real program in a folder and resolves when it says that it is ready. */
export async function started(args: readonly string[], options: CliOptions): Promise<Started> {
  const child = launch(['start', '--json', '--port', '0', ...args], options);
  const stdout = collected(child.stdout);
  const stderr = collected(child.stderr);
  const line = await new Promise<string>((tell, reject) => {
    if (child.stdout) createInterface({ input: child.stdout }).once('line', tell);
    child.once('exit', (code) => reject(new Error(`It ended with ${String(code)}:\n${stderr()}`)));
  });
  return {
    ready: JSON.parse(line) as ReadyLine,
    stdout,
    stderr,
    async end(signal) {
      const from = performance.now();
      const exited = once(child, 'exit');
      child.kill(signal);
      const [code, died] = (await exited) as [number | null, NodeJS.Signals | null];
      return { code: died ?? code, tookMs: performance.now() - from };
    },
  };
}

/** A folder for this test with these files. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** A simulated Discord that ends with the test. */
export async function testGuild(): Promise<DiscordSandbox> {
  const life = lifetime('test');
  onTestFinished(async () => {
    await life.end();
  });
  return startDiscordSandbox({
    ...{ life, clock: systemClock, random: seededRandom(2), log: silentLog },
  });
}
