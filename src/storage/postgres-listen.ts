import { Socket } from 'node:net';
import pg from 'pg';
import { type Clock, sleep } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';

const tryAgainMs = 1000;
const connectWithinMs = 10_000;

interface Parts {
  readonly clock: Clock;
  readonly life: Lifetime;
  readonly log: Log;
  /** Something was told on the channel, or may have been while nobody could hear it. */
  readonly onNotice: () => void;
}

/** Hears what other processes tell by NOTIFY. */
export interface Listening {
  /** Whether it is heard now. */
  heard(): boolean;
}

/** Listens to a channel on a connection of its own, which is made again when it breaks. */
export function listenTo(url: string, channel: string, parts: Parts): Listening {
  const { clock, life, log, onNotice } = parts;
  let heard = false;
  const over = listening();
  life.own(() => over);

  /** Resolves when the connection is gone again. */
  async function listenOnce(): Promise<void> {
    // Our own, so that it can be given up while the server has not answered yet.
    const socket = new Socket();
    const client = new pg.Client({
      ...{ connectionString: url, keepAlive: true, connectionTimeoutMillis: connectWithinMs },
      stream: () => socket,
    });
    const gone = new Promise<void>((resolve) => client.once('end', () => resolve()));
    const stop = (): void => void socket.destroy();
    client.on('error', stop);
    client.on('notification', () => onNotice());
    life.signal.addEventListener('abort', stop, { once: true });
    try {
      await client.connect();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      heard = true;
      onNotice();
      await gone;
    } finally {
      heard = false;
      life.signal.removeEventListener('abort', stop);
      stop();
    }
  }

  async function listening(): Promise<void> {
    let told = false;
    while (!life.signal.aborted) {
      try {
        await listenOnce();
        told = false;
      } catch (failure) {
        if (!told)
          log.warn(
            { problem: messageOf(failure) },
            'What other processes tell cannot be heard; it is looked for every second',
          );
        told = true;
      }
      await sleep(clock, tryAgainMs, life.signal).catch(() => {});
    }
  }

  return { heard: () => heard };
}
