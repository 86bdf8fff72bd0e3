import { chmodSync, existsSync, rmSync } from 'node:fs';
import { type Server, connect, createServer } from 'node:net';
import { CastellanError, messageOf } from '../base/errors.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import { type Link, linkOn } from './link.ts';

interface Door {
  readonly path: string;
  readonly log: Log;
  readonly greet: (link: Link) => void;
}

/** Listens on a Unix socket that only this user may connect to. False, with a warning in the log, when that cannot be. */
export async function openSocket({ path, log, greet }: Door, life: Lifetime): Promise<boolean> {
  const server = createServer((socket) => greet(linkOn(socket)));
  life.own(() => closed(server));
  try {
    await listen(server, path);
    return true;
  } catch (failure) {
    log.warn({ path, why: messageOf(failure) }, 'The console cannot be opened');
    return false;
  }
}

async function listen(server: Server, path: string): Promise<void> {
  if (existsSync(path)) {
    if (await answers(path)) throw new CastellanError('not-available', 'another Castellan has it');
    rmSync(path, { force: true });
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Whether somebody listens on a socket that a process may also have left behind. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
