import pg from 'pg';
import { type Clock, sleep } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';

/** Any number will do, as long as all of our processes take the same. */
const aloneLock = 7_070_708;
const tryAgainMs = 1000;

interface Parts {
  readonly clock: Clock;
  readonly life: Lifetime;
  readonly log: Log;
  /** The connection broke, and before it was back another Castellan had come. */
  readonly onOther: () => void;
}

/**
 * Takes a PostgreSQL database for this process, until the lifetime ends: false when another Castellan has it. The lock
 * belongs to a connection of its own; when that breaks, as when the server restarts, it is taken again.
 */
export async function holdAlone(url: string, parts: Parts): Promise<boolean> {
  const { life } = parts;
  let held: pg.Client | undefined;
  life.own(async () => {
    await held?.end().catch(() => {});
  });

  async function hold(): Promise<boolean> {
    const client = new pg.Client({ connectionString: url, keepAlive: true });
    client.on('error', () => {});
    client.once('end', () => {
      if (held === client && !life.signal.aborted) void holdAgain();
    });
    await client.connect();
    const { rows } = await client.query<{ got: boolean }>(
      'select pg_try_advisory_lock($1) as got',
      [aloneLock],
    );
    if (rows[0]?.got === true) {
      held = client;
      return true;
    }
    await client.end();
    return false;
  }

  async function holdAgain(): Promise<void> {
    const { clock, log } = parts;
    held = undefined;
    let told = false;
    while (!life.signal.aborted) {
      try {
        if (await hold()) return;
        if (!told) parts.onOther();
        told = true;
      } catch (failure) {
        log.warn({ problem: messageOf(failure) }, 'The database is away; trying again');
      }
      await sleep(clock, tryAgainMs, life.signal).catch(() => {});
    }
  }

  return hold();
}
