import { type ExpressionBuilder, type Transaction, sql } from 'kysely';
import type { Random } from '../../base/random.ts';
import type { Database, Queries } from '../../storage/index.ts';
import { type Break, breakAt, genesis, linkHash, whatHash, whoHash } from './chain.ts';
import type { AuditEntry, AuditOutcome, Audited } from './entry.ts';
import type { AuditRow, AuditTables } from './tables.ts';

export interface AuditFilter {
  /** Words that must all stand somewhere in who, what, action or object. */
  readonly text?: string;
  readonly actor?: string;
  readonly via?: string;
  readonly outcome?: AuditOutcome;
  readonly community?: string;
  readonly sinceMs?: number;
  readonly untilMs?: number;
  /** Only older ones than this: how a list goes on. */
  readonly beforeSeq?: number;
  readonly limit: number;
}

/** How the chain stands. `head` may be written down elsewhere and compared later. */
export type ChainState =
  | { readonly state: 'whole'; readonly entries: number; readonly head: string }
  | {
      readonly state: 'broken';
      readonly why: Break;
      /** The first number that is not as it was written. */
      readonly at: number;
      readonly entries: number;
    };

export interface AuditStore {
  /** Appends in the order of the calls, also among several processes. */
  append(entry: AuditEntry, atMs: number): Promise<number>;
  /** The same within a transaction that does something else too. */
  appendIn(transaction: Transaction<unknown>, entry: AuditEntry, atMs: number): Promise<number>;
  /** Newest first. */
  list(filter: AuditFilter): Promise<readonly Audited[]>;
  /** Looks through the whole chain. */
  verify(): Promise<ChainState>;
  /** Everything that this person did or that was done to him. */
  about(actor: string): Promise<readonly Audited[]>;
  /** Takes the person out of every entry; the chain stays whole. Returns how many entries changed. */
  erase(actor: string): Promise<number>;
}

const saltBytes = 16;
/** How many links are looked at between two turns of the event loop. */
const batch = 500;

export function auditStore(database: Database, random: Random): AuditStore {
  const queries = database.queries.$extendTables<AuditTables>();
  const appendIn: AuditStore['appendIn'] = (transaction, entry, atMs) =>
    append(transaction.$extendTables<AuditTables>(), { entry, atMs, random });
  return {
    append: (entry, atMs) =>
      database.queries.transaction().execute((transaction) => appendIn(transaction, entry, atMs)),
    appendIn,
    list: (filter) => list(queries, filter),
    verify: () => verify(queries),
    async about(actor) {
      const rows = await queries
        .selectFrom('audit')
        .selectAll()
        .where((row) => row.or([row('actor', '=', actor), row('object', '=', actor)]))
        .orderBy('seq')
        .execute();
      return rows.map(auditedOf);
    },
    erase: (actor) => erase(queries, actor),
  };
}

interface Appending {
  readonly entry: AuditEntry;
  readonly atMs: number;
  readonly random: Random;
}

async function append(
  queries: Queries<AuditTables>,
  { entry, atMs, random }: Appending,
): Promise<number> {
  // Taking the number first locks out every other writer until the end, also in other processes.
  const head = await queries
    .updateTable('audit_head')
    .set({ seq: sql<number>`seq + 1` })
    .where('id', '=', 1)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow();
  const who = {
    ...{ actor: entry.actor, actor_name: entry.actorName ?? null },
    actor_salt: random.token(saltBytes),
  };
  const what = {
    ...{ object: entry.object ?? null, before: entry.before ?? null, after: entry.after ?? null },
    what_salt: random.token(saltBytes),
  };
  const { via, action, outcome, community = null } = entry;
  const row = {
    ...{ seq: head.seq, at: atMs, via, action, outcome, community, ...who, ...what },
    ...{ actor_hash: whoHash(who), what_hash: whatHash(what), previous_hash: head.hash },
  };
  const hash = linkHash(row);
  await queries
    .insertInto('audit')
    .values({ ...row, hash })
    .execute();
  await queries.updateTable('audit_head').set({ hash }).where('id', '=', 1).execute();
  return head.seq;
}

const searched = ['actor', 'actor_name', 'action', 'object', 'before', 'after'] as const;

async function list(
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
  return (await asked.execute()).map(auditedOf);
}

/** The word may hold signs that mean something to `like`. */
function contains(
  row: ExpressionBuilder<AuditTables, 'audit'>,
  column: (typeof searched)[number],
  word: string,
) {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`lower(${row.ref(column)}) like ${pattern} escape '\\'`;
}

async function verify(queries: Queries<AuditTables>): Promise<ChainState> {
  const head = await queries.selectFrom('audit_head').selectAll().executeTakeFirst();
  let before = { seq: 0, hash: genesis };
  for (;;) {
    const rows = await queries
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', before.seq)
      .orderBy('seq')
      .limit(batch)
      .execute();
    for (const row of rows) {
      const why = breakAt(row, before);
      if (why) return { state: 'broken', why, at: before.seq + 1, entries: before.seq };
      before = row;
    }
    if (rows.length < batch) break;
  }
  // What was appended since the head was read is there too, and no harm.
  const cutOff = head === undefined || before.seq < head.seq;
  const replaced = head?.seq === before.seq && head.hash !== before.hash;
  return cutOff || replaced
    ? { state: 'broken', why: 'cutOff', at: before.seq + 1, entries: before.seq }
    : { state: 'whole', entries: before.seq, head: before.hash };
}

async function erase(queries: Queries<AuditTables>, actor: string): Promise<number> {
  const did = await queries
    .updateTable('audit')
    .set({ actor: null, actor_name: null, actor_salt: null })
    .where('actor', '=', actor)
    .executeTakeFirst();
  const suffered = await queries
    .updateTable('audit')
    .set({ object: null, before: null, after: null, what_salt: null })
    .where('object', '=', actor)
    .executeTakeFirst();
  return Number(did.numUpdatedRows + suffered.numUpdatedRows);
}

const outcomes: readonly AuditOutcome[] = ['done', 'refused', 'failed'];

const auditedOf = (row: AuditRow): Audited => ({
  ...{ seq: row.seq, atMs: row.at, via: row.via, action: row.action, hash: row.hash },
  outcome: outcomes.find((one) => one === row.outcome) ?? 'failed',
  ...(row.actor !== null && { actor: row.actor }),
  ...(row.actor_name !== null && { actorName: row.actor_name }),
  ...(row.community !== null && { community: row.community }),
  ...(row.object !== null && { object: row.object }),
  ...(row.before !== null && { before: row.before }),
  ...(row.after !== null && { after: row.after }),
});
