import { type ExpressionBuilder, type Transaction, sql } from 'kysely';
import type { Random } from '../../base/random.ts';
import type { Database, Queries } from '../../storage/index.ts';
import { linkHash, whatHash, whoHash } from './chain.ts';
import type { AuditEntry, AuditOutcome, Audited } from './entry.ts';
import { type Unsigned, type WhoIsMeant, blank, isAbout, namedIn, vouching } from './erasing.ts';
import type { AuditRow, AuditTables } from './tables.ts';
import { trim } from './trimming.ts';
import { type ChainState, verify } from './verifying.ts';

/** Which entries of the audit log are wanted. */
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
  about(person: WhoIsMeant): Promise<readonly Audited[]>;
  /** The id of everybody who is named by it, as who did something or to whom it was done. */
  actors(): Promise<readonly string[]>;
  /** The names that an actor went by. */
  namesOf(actor: string): Promise<readonly string[]>;
  /**
   * Takes the person out of every entry, and appends one that says so and vouches for the gaps: the chain stays whole.
   * Returns how many entries changed.
   */
  erase(person: WhoIsMeant, signed: Signed): Promise<number>;
  /** Lets go of the oldest entries, and writes down where the log begins now. Returns how many they were. */
  trim(beforeMs: number, atMs: number): Promise<number>;
}

/** Who signs for an erasure, and under which pseudonym it is written down. */
export interface Signed extends Unsigned {
  readonly atMs: number;
}

const saltBytes = 16;

export function auditStore(database: Database, random: Random): AuditStore {
  const queries = database.queries.$extendTables<AuditTables>();
  const appendIn: AuditStore['appendIn'] = (transaction, entry, atMs) =>
    append(transaction.$extendTables<AuditTables>(), { entry, atMs, random });
  return {
    append: (entry, atMs) =>
      database.queries.transaction().execute((transaction) => appendIn(transaction, entry, atMs)),
    appendIn,
    list: (filter) => list(queries, filter),
    verify: () => verify(queries, rowsOf(queries)),
    async about(person) {
      const rows: AuditRow[] = [];
      for await (const row of rowsOf(queries, person)) if (isAbout(row, person)) rows.push(row);
      return rows.map(auditedOf);
    },
    async actors() {
      const all = new Set<string>();
      for await (const row of rowsOf(queries)) for (const one of namedIn(row)) all.add(one);
      return [...all];
    },
    async namesOf(actor) {
      const rows = await queries
        .selectFrom('audit')
        .select('actor_name')
        .distinct()
        .where('actor', '=', actor)
        .execute();
      return rows.flatMap(({ actor_name }) => actor_name ?? []);
    },
    erase: (person, { atMs, ...unsigned }) =>
      locked(database, async (within) => {
        const blanked = await blank(within, person, rowsOf(within, person));
        const entry = vouching(unsigned, blanked);
        await append(within, { entry, atMs, random });
        return new Set([...blanked.who, ...blanked.what]).size;
      }),
    trim: (beforeMs, atMs) =>
      locked(database, async (within) => {
        const cut = await trim(within, beforeMs);
        if (cut) await append(within, { entry: cut.entry, atMs, random });
        return cut?.count ?? 0;
      }),
  };
}

/** One after the other with everybody who appends, also in other processes. */
const locked = <Value>(
  database: Database,
  work: (queries: Queries<AuditTables>) => Promise<Value>,
): Promise<Value> =>
  database.queries.transaction().execute(async (transaction) => {
    const within = transaction.$extendTables<AuditTables>();
    await within
      .updateTable('audit_head')
      .set({ seq: sql<number>`seq` })
      .where('id', '=', 1)
      .execute();
    return work(within);
  });

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

/** How many rows are looked at between two turns of the event loop. */
const batch = 500;

/** All rows, or those that a person may be in, oldest first, a few at a time. */
async function* rowsOf(
  queries: Queries<AuditTables>,
  person?: WhoIsMeant,
): AsyncGenerator<AuditRow> {
  let from = 0;
  for (;;) {
    let asked = queries.selectFrom('audit').selectAll().orderBy('seq').limit(batch);
    if (person) asked = asked.where((row) => mayName(row, person));
    const rows = await asked.where('seq', '>', from).execute();
    yield* rows;
    from = rows.at(-1)?.seq ?? from;
    if (rows.length < batch) return;
    await turn();
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lets more through than is meant, and nothing less. SQLite lowers no letter beyond ASCII, so there all rows are looked at. */
function mayName(row: ExpressionBuilder<AuditTables, 'audit'>, { actor, names }: WhoIsMeant) {
  const words = [actor, ...names].map((name) => name.toLowerCase());

  if (words.some((word) => /[^ -~]/.test(word))) return sql<boolean>`1 = 1`;
  return row.or([
    row('actor', '=', actor),
    ...(['object', 'before', 'after'] as const).flatMap((column) =>
      words.map((word) => contains(row, column, word)),
    ),
  ]);
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
