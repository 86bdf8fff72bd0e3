import type { Clock } from '../base/clock.ts';
import type { Random } from '../base/random.ts';
import type { DashboardStore } from './ports.ts';
import { hashSecret, secretMatches } from './secret-hash.ts';

const ownerTokenBytes = 32;

interface OwnerPorts {
  readonly store: DashboardStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'token'>;
}

/** The one who owns this instance: known by a token that was made here, later also by a password. */
export interface Owner {
  /** Makes the owner token when there is none; undefined when there was. Print it once, keep it nowhere. */
  ensureToken(): Promise<string | undefined>;
  /** A new token in place of the old one. Ends every session. */
  renewToken(): Promise<string>;
  accepts(secret: string): Promise<boolean>;
  hasPassword(): Promise<boolean>;
  /** Ends every session but the one that is named. */
  setPassword(password: string, keepSession: string): Promise<void>;
}

export function owner({ store, clock, random }: OwnerPorts): Owner {
  const kept = async (secret: string) => ({
    hash: await hashSecret(secret),
    setAtMs: clock.now(),
  });
  return {
    async ensureToken() {
      if (await store.secret('owner-token')) return undefined;
      const token = random.token(ownerTokenBytes);
      return (await store.claimSecret('owner-token', await kept(token))) ? token : undefined;
    },
    async renewToken() {
      const token = random.token(ownerTokenBytes);
      await store.setSecret('owner-token', await kept(token));
      await store.removeSessionsExcept(undefined);
      return token;
    },
    async accepts(secret) {
      const [token, password] = [await store.secret('owner-token'), await store.secret('password')];
      // Both are tried whatever the first says, so that time does not tell which kind was near.
      const byToken = token !== undefined && (await secretMatches(secret, token.hash));
      const byPassword = password !== undefined && (await secretMatches(secret, password.hash));
      return byToken || byPassword;
    },
    hasPassword: async () => (await store.secret('password')) !== undefined,
    async setPassword(password, keepSession) {
      await store.setSecret('password', await kept(password));
      await store.removeSessionsExcept(keepSession);
    },
  };
}
