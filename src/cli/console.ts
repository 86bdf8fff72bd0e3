import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { clearLine, createInterface, cursorTo } from 'node:readline';
import type { Command } from 'commander';
import { consoleSocket } from '../app/console-socket.ts';
import { sleep, systemClock } from '../base/clock.ts';
import { CastellanError } from '../base/errors.ts';
import { lineLimit } from '../console/line-limit.ts';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { failing } from './failing.ts';

/** The console's clock and ours do not tick together. */
const paceMarginMs = 50;

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
  if (process.stdin.isTTY) converse(socket, closed);
  else await runScript(socket, closed);
  await closed;
}

/** A person: with a prompt and the lines before at the arrow keys, on the party line with the other operators. */
function converse(socket: Socket, closed: Promise<void>): void {
  const { stdin: input, stdout: output } = process;
  const lines = createInterface({ input, output, prompt: '> ', historySize: 500 });
  socket.write('.chat on\n');
  socket.on('data', (text: string) => {
    // What comes stands above the line that is being typed.
    clearLine(output, 0);
    cursorTo(output, 0);
    output.write(text);
    lines.prompt(true);
  });
  lines.on('line', (line) => {
    socket.write(`${line}\n`);
    lines.prompt();
  });
  lines.on('close', () => socket.end());
  void closed.then(() => lines.close());
}

/** A script: all its lines are commands, and go one by one, so that its last is answered before the end. */
async function runScript(socket: Socket, closed: Promise<void>): Promise<void> {
  socket.on('data', (text: string) => process.stdout.write(text));
  await answer(socket);
  // Not before: lines that nobody listens to are lost.
  const lines = createInterface({ input: process.stdin });
  void closed.then(() => lines.close());
  const turn = pace();
  for await (const line of lines) {
    if (line.trim() === '') continue;
    await turn();
    socket.write(`${asCommand(line.trim())}\n`);
    await answer(socket);
  }
  socket.end();
}

const asCommand = (line: string): string => (/^[.!/]/.test(line) ? line : `.${line}`);

/** Waits as long as it must, so that no line is refused for coming too fast. */
function pace(): () => Promise<void> {
  const sentMs: number[] = [];
  return async () => {
    const tenth = sentMs.at(-lineLimit.max);
    const waitMs =
      tenth === undefined ? 0 : tenth + lineLimit.windowMs + paceMarginMs - systemClock.monotonic();
    if (waitMs > 0) await sleep(systemClock, waitMs);
    sentMs.push(systemClock.monotonic());
  };
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
