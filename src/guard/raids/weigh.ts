import { actorKey } from '../actor-key.ts';

/** What is known of someone who comes in; absent is unknown, and weighs nothing. */
export interface NewcomerFacts {
  readonly accountAgeMs?: number;
  readonly hasAvatar?: boolean;
  readonly hasAccount?: boolean;
}

const dayMs = 86_400_000;

/** How suspicious an account's age is: under a day 3, under a week 2, under thirty days 1 (systems.md CO6). */
export function ageWeight(accountAgeMs: number | undefined): number {
  if (accountAgeMs === undefined) return 0;
  if (accountAgeMs < dayMs) return 3;
  if (accountAgeMs < 7 * dayMs) return 2;
  return accountAgeMs < 30 * dayMs ? 1 : 0;
}

/** What a newcomer weighs for himself: 1 as anyone does, and more for what speaks against him. */
export const ownWeight = ({ accountAgeMs, hasAvatar, hasAccount }: NewcomerFacts): number =>
  1 + ageWeight(accountAgeMs) + (hasAvatar === false ? 1 : 0) + (hasAccount === false ? 1 : 0);

/** What comes from one place together: an IPv6 /64, a cloak's prefix, a host. Undefined where only the account is known. */
export function originOf(actor: string): string | undefined {
  const grouped = actorKey(actor, { groupHosts: true });
  const at = grouped.lastIndexOf('@');
  const host = at < 0 ? '' : grouped.slice(at + 1);
  return host === '' || host === '*' || !actor.startsWith('irc:') ? undefined : host;
}

const fillers = /[\d_\-.`^|[\]{}\\]+/gu;
const shortestShape = 3;

/** What is left of a name without what is counted up in it: `raider12` and `raider_7` look alike. */
export function shapeOf(name: string): string | undefined {
  const shape = name.normalize('NFKC').toLowerCase().replace(fillers, '');
  return shape.length < shortestShape ? undefined : shape;
}
