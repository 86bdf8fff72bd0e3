import type { Clock } from '../base/clock.ts';
import type { Random } from '../base/random.ts';
import { truncate } from '../base/text.ts';
import type { DashboardStore, KeptSession } from './ports.ts';
import { quickHash } from './secret-hash.ts';
import type { SessionEntry } from './wire.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** How long a session lasts at most, where nothing else is said. */
export const longestSessionMs = 30 * dayMs;
const sessionTokenBytes = 32;
/** A session's use is written down at most this often. */
const touchEveryMs = 60_000;

export interface SessionLimits {
  /** A session ends when it was not used for this long… */
  readonly idleMs?: number;
  /** …or this long after it began, whatever was done with it. */
  readonly maxMs?: number;
}

/** A session that is good now. */
export interface OpenSession {
  readonly id: string;
  readonly csrf: string;
  readonly expiresAtMs: number;
}

export interface Sessions {
  /** Begins a session; the token goes into the cookie and is kept nowhere else. */
  open(from: {
    address: string;
    browser: string;
  }): Promise<{ token: string; session: OpenSession }>;
  /** The session that a cookie's token opens; using it puts its end further off. */
  use(token: string): Promise<OpenSession | undefined>;
  /** The same without counting as use. */
  peek(token: string): Promise<OpenSession | undefined>;
  close(id: string): Promise<boolean>;
  list(current: string): Promise<readonly SessionEntry[]>;
  forgetExpired(): Promise<number>;
}

interface SessionPorts {
  readonly store: DashboardStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'token'>;
}

export function sessions(
  { store, clock, random }: SessionPorts,
  { idleMs = 7 * dayMs, maxMs = longestSessionMs }: SessionLimits = {},
): Sessions {
  const endOf = (createdAtMs: number, nowMs: number) =>
    Math.min(nowMs + idleMs, createdAtMs + maxMs);

  async function find(token: string): Promise<KeptSession | undefined> {
    const kept = await store.sessionByHash(quickHash(token));
    return kept && kept.expiresAtMs > clock.now() ? kept : undefined;
  }

  return {
    async open({ address, browser }) {
      const token = random.token(sessionTokenBytes);
      const nowMs = clock.now();
      const kept: KeptSession = {
        id: random.token(9),
        tokenHash: quickHash(token),
        createdAtMs: nowMs,
        seenAtMs: nowMs,
        expiresAtMs: endOf(nowMs, nowMs),
        address,
        browser: truncate(browser, 200),
      };
      await store.addSession(kept);
      return { token, session: opened(kept, token) };
    },
    async use(token) {
      const kept = await find(token);
      if (!kept) return undefined;
      const nowMs = clock.now();
      if (nowMs - kept.seenAtMs < touchEveryMs) return opened(kept, token);
      const expiresAtMs = endOf(kept.createdAtMs, nowMs);
      await store.touchSession(kept.id, nowMs, expiresAtMs);
      return opened({ ...kept, expiresAtMs }, token);
    },
    async peek(token) {
      const kept = await find(token);
      return kept && opened(kept, token);
    },
    close: (id) => store.removeSession(id),
    async list(current) {
      const nowMs = clock.now();
      const kept = await store.sessions();
      return kept
        .filter((session) => session.expiresAtMs > nowMs)
        .map((session) => entryOf(session, session.id === current));
    },
    forgetExpired: () => store.removeSessionsBefore(clock.now()),
  };
}

/** The CSRF token follows from the session's token, which no script of another site can read. */
const opened = ({ id, expiresAtMs }: KeptSession, token: string): OpenSession => ({
  id,
  csrf: quickHash(`csrf:${token}`),
  expiresAtMs,
});

const entryOf = (session: KeptSession, current: boolean): SessionEntry => ({
  id: session.id,
  current,
  createdAtMs: session.createdAtMs,
  seenAtMs: session.seenAtMs,
  expiresAtMs: session.expiresAtMs,
  address: session.address,
  browser: session.browser,
});
