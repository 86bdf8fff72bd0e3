import type { Queries } from '../../storage/index.ts';
import type { AuditEntry } from './entry.ts';
import type { AuditRow, AuditTables } from './tables.ts';

/** The row of `audit_head` that says where the log begins, once something was let go of. */
export const startRow = 2;

const trimmed = 'audit trimmed';

/** Where the log begins: the last entry that is gone. */
export interface Start {
  readonly seq: number;
  readonly hash: string;
}

/** The start that an entry vouches for, as text; undefined for any other entry. */
export const startSaidBy = ({ action, after }: AuditRow): string | undefined =>
  action === trimmed && after !== null ? after : undefined;

export const startText = ({ seq, hash }: Start): string => `${seq} ${hash}`;

/** Takes away what is older, from the beginning only: no gap in the middle, even where clocks went back. */
export async function trim(
  queries: Queries<AuditTables>,
  beforeMs: number,
): Promise<{ readonly count: number; readonly entry: AuditEntry } | undefined> {
  const kept = await queries
    .selectFrom('audit')
    .select('seq')
    .where('at', '>=', beforeMs)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  let gone = queries.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1);
  if (kept) gone = gone.where('seq', '<', kept.seq);
  const last = await gone.executeTakeFirst();
  if (!last) return undefined;
  const { numDeletedRows } = await queries
    .deleteFrom('audit')
    .where('seq', '<=', last.seq)
    .executeTakeFirst();
  await queries
    .insertInto('audit_head')
    .values({ id: startRow, ...last })
    .onConflict((row) => row.column('id').doUpdateSet({ ...last }))
    .execute();
  return { count: Number(numDeletedRows), entry: entryOf(last) };
}

/** It vouches for the new beginning: one that nobody wrote down was cut. */
const entryOf = (start: Start): AuditEntry => ({
  ...{ actor: 'castellan', via: 'job', action: trimmed, outcome: 'done' },
  object: `up to ${start.seq}`,
  after: startText(start),
});
