import { type ExpressionBuilder, sql } from 'kysely';
import type { Queries } from '../../storage/index.ts';
import { type AuditState, type Audited, auditStates } from './entry.ts';
import type { AuditRow, AuditTables } from './tables.ts';

/** Which entries of the audit log are wanted. */
export interface AuditFilter {
  /** Words that must all stand somewhere in who, what, action or object. */
  readonly text?: string;
  readonly actor?: string;
  readonly via?: string;
  readonly outcome?: AuditState;
  readonly community?: string;
  readonly sinceMs?: number;
  readonly untilMs?: number;
  /** Only older ones than this: how a list goes on. */
  readonly beforeSeq?: number;
  readonly limit: number;
}

const searched = ['actor', 'actor_name', 'action', 'object', 'before', 'after'] as const;

/** One entry of an act: what came of it where that is known, else that it began. */
export async function list(
  queries: Queries<AuditTables>,
  { text = '', actor, via, outcome, community, sinceMs, untilMs, beforeSeq, limit }: AuditFilter,
): Promise<readonly Audited[]> {
  let asked = queries.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit);
  if (actor !== undefined) asked = asked.where('actor', '=', actor);
  if (via !== undefined) asked = asked.where('via', '=', via);
  if (outcome !== undefined) asked = asked.where('outcome', '=', outcome);
  if (community !== undefined) asked = asked.where('community', '=', community);
  if (sinceMs !== undefined) asked = asked.where('at', '>=', sinceMs);
  if (untilMs !== undefined) asked = asked.where('at', '<=', untilMs);
  if (beforeSeq !== undefined) asked = asked.where('seq', '<', beforeSeq);
  for (const word of text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8))
    asked = asked.where((row) => row.or(searched.map((column) => contains(row, column, word))));
  const rows = await asked.where(isLast).execute();
  const begun = await beginnings(queries, rows);
  return rows.map((row) => auditedOf(row, begun));
}

/** Whether no later entry tells more about the same act. */
const isLast = (row: ExpressionBuilder<AuditTables, 'audit'>) =>
  row.not(
    row.exists(
      row
        .selectFrom('audit as later')
        .select('later.seq')
        .where('later.closes', '=', sql<number>`coalesce(audit.closes, audit.seq)`)
        .whereRef('later.seq', '>', 'audit.seq'),
    ),
  );

type Beginnings = ReadonlyMap<number, number>;

async function beginnings(
  queries: Queries<AuditTables>,
  rows: readonly AuditRow[],
): Promise<Beginnings> {
  const begun = rows.flatMap(({ closes }) => closes ?? []);
  if (begun.length === 0) return new Map();
  const found = await queries
    .selectFrom('audit')
    .select(['seq', 'at'])
    .where('seq', 'in', begun)
    .execute();
  return new Map(found.map(({ seq, at }) => [seq, at]));
}

/** The word may hold signs that mean something to `like`. */
export function contains(
  row: ExpressionBuilder<AuditTables, 'audit'>,
  column: (typeof searched)[number],
  word: string,
) {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`lower(${row.ref(column)}) like ${pattern} escape '\\'`;
}

export const auditedOf = (row: AuditRow, begun: Beginnings = new Map()): Audited => ({
  ...{ seq: row.seq, atMs: row.at, via: row.via, action: row.action, hash: row.hash },
  outcome: auditStates.find((one) => one === row.outcome) ?? 'failed',
  ...(row.closes !== null && { closes: row.closes }),
  ...beganAt(row.closes === null ? undefined : begun.get(row.closes)),
  ...(row.actor !== null && { actor: row.actor }),
  ...(row.actor_name !== null && { actorName: row.actor_name }),
  ...(row.community !== null && { community: row.community }),
  ...(row.object !== null && { object: row.object }),
  ...(row.before !== null && { before: row.before }),
  ...(row.after !== null && { after: row.after }),
});

const beganAt = (begunMs: number | undefined) => (begunMs === undefined ? {} : { begunMs });
