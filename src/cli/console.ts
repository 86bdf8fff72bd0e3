import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { consoleSocket } from '../app/console-socket.ts';
import { CastellanError } from '../base/errors.ts';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { failing } from './failing.ts';

/** How long a piped line is waited for; every command answers something. */
const answerWithinMs = 10_000;

export function registerConsole(program: Command): void {
  withConfigFlags(
    program.command('console').description('talk to the running Castellan as its owner'),
  ).action(failing(talk));
}

/** Lines go to the socket, what comes back is shown, until either side ends. */
async function talk(flags: ConfigFlags): Promise<void> {
  const socket = await connected(consoleSocket(configured(flags).data));
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('data', (text: string) => process.stdout.write(text));
  const greeted = answer(socket);
  if (!process.stdin.isTTY) await greeted;
  // Not before: lines that nobody listens to are lost.
  const lines = createInterface({ input: process.stdin });
  void closed.then(() => lines.close());
  if (process.stdin.isTTY) {
    lines.on('line', (line) => socket.write(`${line}\n`));
    lines.on('close', () => socket.end());
  } else {
    // A script's lines go one by one, so that its last is answered before the end.
    for await (const line of lines) if (line.trim() !== '') await ask(socket, line);
    socket.end();
  }
  await closed;
}

function ask(socket: Socket, line: string): Promise<void> {
  socket.write(`${line}\n`);
  return answer(socket);
}

/** The next thing that comes, or the end, or the patience's end. */
async function answer(socket: Socket): Promise<void> {
  if (socket.closed || socket.destroyed) return;
  const enough = new AbortController();
  const timer = setTimeout(() => enough.abort(), answerWithinMs);
  await Promise.race([
    once(socket, 'data', { signal: enough.signal }).catch(() => undefined),
    once(socket, 'close', { signal: enough.signal }).catch(() => undefined),
  ]);
  clearTimeout(timer);
  enough.abort();
}

async function connected(path: string): Promise<Socket> {
  const socket = connect(path);
  socket.setEncoding('utf8');
  try {
    await once(socket, 'connect');
  } catch (cause) {
    throw new CastellanError(
      'not-available',
      `No Castellan answers at ${path}. Is it running, and with this data folder (--data)?`,
      { cause },
    );
  }
  // A broken link ends with 'close', which is waited for.
  socket.on('error', () => {});
  return socket;
}
