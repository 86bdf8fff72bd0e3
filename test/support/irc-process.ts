import { pathOf } from '../../scripts/requirements.ts';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A port of the loopback interface that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export interface IrcProcess {
  readonly pid: number;
  readonly port: number;
  readonly dir: string;
  signal(signal: NodeJS.Signals): void;
  /** Starts it again on the same port, after it was killed or restarted itself away. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface Recipe {
  readonly name: string;
  readonly port: number;
  readonly config: string;
  readonly command: (configFile: string) => readonly [string, ...string[]];
  readonly files?: Readonly<Record<string, string>>;
}

/** Runs an IRC server of Debian in a folder of its own; nothing of it is left after `stop`. */
export async function runIrcServer({
  name,
  port,
  config,
  command,
  files = {},
}: Recipe): Promise<IrcProcess> {
  const dir = mkdtempSync(join(tmpdir(), `castellan-${name}-`));
  const configFile = join(dir, `${name}.conf`);
  writeFileSync(configFile, config.replaceAll('@DIR@', dir));
  for (const [file, text] of Object.entries(files))
    writeFileSync(join(dir, file), text.replaceAll('@DIR@', dir));
  let child: ChildProcess;
  let output = '';
  async function start(): Promise<void> {
    const [program, ...args] = command(configFile);
    child = spawn(pathOf(program) ?? program, args, {
      cwd: dir,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.on(
      'data',
      (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)),
    );
    child.stderr?.on(
      'data',
      (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)),
    );
    await answers(
      port,
      () => child.exitCode,
      () => output,
    );
  }
  await start();
  return {
    get pid() {
      return child.pid ?? 0;
    },
    port,
    dir,
    signal: (signal) => void child.kill(signal),
    start,
    async stop() {
      await ended(child);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGCONT');
  child.kill('SIGKILL');
  await gone;
}

async function answers(
  port: number,
  exitCode: () => number | null,
  output: () => string,
): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (exitCode() !== null) throw new Error(`The IRC server ended at once: ${output()}`);
    if (await canConnect(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The IRC server does not listen on port ${port}: ${output()}`);
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
