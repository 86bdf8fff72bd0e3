import { createHash } from 'node:crypto';
import type { AuditRow } from './tables.ts';

/** What the first link refers to. */
export const genesis = '0'.repeat(64);

const sha256 = (parts: readonly (string | number | null)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

type Who = Pick<AuditRow, 'actor' | 'actor_name' | 'actor_salt'>;
type What = Pick<AuditRow, 'object' | 'before' | 'after' | 'what_salt'>;

/** Who and what enter the chain as salted hashes: taking the person out leaves the chain whole. */
export const whoHash = ({ actor_salt, actor, actor_name }: Who): string =>
  sha256([actor_salt, actor, actor_name]);

export const whatHash = ({ what_salt, object, before, after }: What): string =>
  sha256([what_salt, object, before, after]);

/** The hash of a link: the link before it and its own content. */
export const linkHash = (row: Omit<AuditRow, 'hash'>): string =>
  sha256([
    ...[row.previous_hash, row.seq, row.at, row.via, row.action, row.outcome, row.community],
    ...[row.actor_hash, row.what_hash],
    // Entries from before there was such a column keep their hash.
    ...(row.closes === null ? [] : [row.closes]),
  ]);

/** What is wrong with a link. */
export type Break = 'missing' | 'changed' | 'cutOff' | 'blanked';

/** Why this row does not follow from the one before it; undefined when it does. */
export function breakAt(
  row: AuditRow,
  before: { readonly seq: number; readonly hash: string },
): Break | undefined {
  if (row.seq !== before.seq + 1) return 'missing';
  const whoIsWhole = isWhoBlank(row) || whoHash(row) === row.actor_hash;
  const whatIsWhole = isWhatBlank(row) || whatHash(row) === row.what_hash;
  const linked = row.previous_hash === before.hash && linkHash(row) === row.hash;
  return whoIsWhole && whatIsWhole && linked ? undefined : 'changed';
}

/** Whether who did it was taken out. That is only right where an erasure later in the log vouches for it. */
export const isWhoBlank = (row: Who): boolean =>
  isBlank([row.actor_salt, row.actor, row.actor_name]);

export const isWhatBlank = (row: What): boolean =>
  isBlank([row.what_salt, row.object, row.before, row.after]);

const isBlank = (parts: readonly (string | null)[]): boolean =>
  parts.every((part) => part === null);
