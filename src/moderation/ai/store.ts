import { sql } from 'kysely';
import { type CommunityId, communityId } from '../../base/ids.ts';
import type { Database, Queries } from '../../storage/index.ts';
import type { Follows } from './policy.ts';
import type { Decision } from './suggestions.ts';
import type { AiTables } from './tables.ts';
import { type AiAction, type Verdict, aiActions } from './verdict.ts';

/** A verdict as it is kept. */
export interface KeptVerdict extends Omit<Verdict, 'rule'> {
  readonly id: string;
  readonly community: CommunityId;
  readonly number: number;
  readonly atMs: number;
  readonly actor: string;
  readonly name: string;
  /** JSON of whoever keeps it. */
  readonly place: string;
  readonly message?: string;
  readonly text: string;
  readonly source: string;
  /** In words. */
  readonly rule: string;
  readonly micros: number;
  readonly tookMs: number;
  readonly followed: Exclude<Follows, 'nothing'>;
  readonly caseNumber?: number;
  readonly judged?: Decision;
  readonly judgedBy?: string;
}

export type NewVerdict = Omit<KeptVerdict, 'number' | 'judged' | 'judgedBy' | 'caseNumber'>;

/** A text and what it is: `fine`, or the rule that it breaks. */
export interface Sample {
  readonly text: string;
  readonly label: string;
}

export const fine = 'fine';

export interface NewSample extends Sample {
  readonly id: string;
  readonly community: CommunityId;
  readonly actor: string;
  readonly atMs: number;
}

/** How decisions went, for one source. */
export interface Quality {
  readonly source: string;
  readonly action: AiAction;
  readonly confirmed: number;
  readonly dismissed: number;
  readonly waiting: number;
}

export interface AiStore {
  /** Gives it the next number of its community. */
  keep(verdict: NewVerdict): Promise<KeptVerdict>;
  find(community: CommunityId, number: number): Promise<KeptVerdict | undefined>;
  byId(id: string): Promise<KeptVerdict | undefined>;
  byCase(community: CommunityId, caseNumber: number): Promise<KeptVerdict | undefined>;
  /** Those about a message that were suggested and that nobody has judged; without its id by what it says. */
  waiting(about: {
    readonly community: CommunityId;
    readonly actor: string;
    readonly message?: string;
    readonly text: string;
  }): Promise<readonly KeptVerdict[]>;
  /** Newest first. */
  latest(community: CommunityId, most: number): Promise<readonly KeptVerdict[]>;
  setCase(id: string, caseNumber: number): Promise<void>;
  /** False where somebody has decided before. */
  judge(
    id: string,
    by: { readonly judged: Decision; readonly actor: string; readonly atMs: number },
  ): Promise<boolean>;
  quality(community: CommunityId): Promise<readonly Quality[]>;
  /** The same id again changes its label. */
  learn(sample: NewSample): Promise<void>;
  /** The newest ones. */
  samples(community: CommunityId, most: number): Promise<readonly Sample[]>;
}

export const aiStore = (database: Database): AiStore => new Kept(database);

class Kept implements AiStore {
  readonly #queries: Queries<AiTables>;

  constructor(database: Database) {
    this.#queries = database.queries.$extendTables<AiTables>();
  }

  async keep(verdict: NewVerdict): Promise<KeptVerdict> {
    // Two processes may want the same number; the second takes the next.
    for (let turn = 0; ; turn += 1) {
      const number = (await this.#lastNumber(verdict.community)) + 1;
      const kept = await this.#queries
        .insertInto('ai_verdicts')
        .values(rowOf(verdict, number))
        .onConflict((row) => row.columns(['community', 'number']).doNothing())
        .returning('number')
        .executeTakeFirst();
      if (kept) return { ...verdict, number };
      if (turn > 50) throw new RangeError('No number is free for a verdict');
    }
  }

  async find(community: CommunityId, number: number): Promise<KeptVerdict | undefined> {
    const row = await this.#of(community).where('number', '=', number).executeTakeFirst();
    return row && verdictOf(row);
  }

  async byId(id: string): Promise<KeptVerdict | undefined> {
    const row = await this.#queries
      .selectFrom('ai_verdicts')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && verdictOf(row);
  }

  async byCase(community: CommunityId, caseNumber: number): Promise<KeptVerdict | undefined> {
    const row = await this.#of(community).where('case_number', '=', caseNumber).executeTakeFirst();
    return row && verdictOf(row);
  }

  async latest(community: CommunityId, most: number): Promise<readonly KeptVerdict[]> {
    const rows = await this.#of(community).orderBy('number', 'desc').limit(most).execute();
    return rows.map(verdictOf);
  }

  async waiting({
    community,
    actor,
    message,
    text,
  }: Parameters<AiStore['waiting']>[0]): Promise<readonly KeptVerdict[]> {
    const open = this.#of(community)
      .where('actor', '=', actor)
      .where('judged', 'is', null)
      .where('followed', 'in', ['suggest', 'help']);
    const about =
      message === undefined
        ? open.where('message', 'is', null).where('text', '=', text)
        : open.where('message', '=', message);
    return (await about.execute()).map(verdictOf);
  }

  async setCase(id: string, caseNumber: number): Promise<void> {
    await this.#queries
      .updateTable('ai_verdicts')
      .set({ case_number: caseNumber })
      .where('id', '=', id)
      .execute();
  }

  async judge(
    id: string,
    { judged, actor, atMs }: Parameters<AiStore['judge']>[1],
  ): Promise<boolean> {
    const { numUpdatedRows } = await this.#queries
      .updateTable('ai_verdicts')
      .set({ judged, judged_by: actor, judged_at: atMs })
      .where('id', '=', id)
      .where('judged', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async quality(community: CommunityId): Promise<readonly Quality[]> {
    const rows = await this.#queries
      .selectFrom('ai_verdicts')
      .select(['source', 'action', 'judged'])
      .select(({ fn }) => fn.countAll().as('count'))
      .where('community', '=', community)
      .groupBy(['source', 'action', 'judged'])
      .execute();
    return summed(rows);
  }

  async learn({ id, community, actor, text, label, atMs }: NewSample): Promise<void> {
    await this.#queries
      .insertInto('ai_samples')
      .values({ id, community, actor, text, label, decided_at: atMs })
      .onConflict((row) => row.column('id').doUpdateSet({ label, decided_at: atMs }))
      .execute();
  }

  samples(community: CommunityId, most: number): Promise<readonly Sample[]> {
    return this.#queries
      .selectFrom('ai_samples')
      .select(['text', 'label'])
      .where('community', '=', community)
      .orderBy('decided_at', 'desc')
      .orderBy('id')
      .limit(most)
      .execute();
  }

  #of(community: CommunityId) {
    return this.#queries.selectFrom('ai_verdicts').selectAll().where('community', '=', community);
  }

  async #lastNumber(community: CommunityId): Promise<number> {
    const { last } = await this.#queries
      .selectFrom('ai_verdicts')
      .select(sql<number | string | null>`max(number)`.as('last'))
      .where('community', '=', community)
      .executeTakeFirstOrThrow();
    return Number(last ?? 0);
  }
}

type Row = AiTables['ai_verdicts'];

const rowOf = (verdict: NewVerdict, number: number): Row => ({
  ...{ id: verdict.id, community: verdict.community, number, said_at: verdict.atMs },
  ...{ actor: verdict.actor, actor_name: verdict.name, place: verdict.place },
  ...{ message: verdict.message ?? null, text: verdict.text, source: verdict.source },
  ...{ action: verdict.action, rule: verdict.rule, quote: verdict.quote },
  ...{ confidence: Math.round(verdict.confidence * 1000), reason: verdict.reason },
  ...{ micros: verdict.micros, took_ms: verdict.tookMs, followed: verdict.followed },
  ...{ case_number: null, judged: null, judged_by: null, judged_at: null },
});

const verdictOf = (row: Row): KeptVerdict => ({
  ...{ id: row.id, community: communityId(row.community), number: row.number },
  ...{ atMs: row.said_at, actor: row.actor, name: row.actor_name, place: row.place },
  ...(row.message !== null && { message: row.message }),
  ...{ text: row.text, source: row.source, action: actionNamed(row.action), rule: row.rule },
  ...{ quote: row.quote, confidence: row.confidence / 1000, reason: row.reason },
  ...{ micros: row.micros, tookMs: row.took_ms, followed: followedNamed(row.followed) },
  ...(row.case_number !== null && { caseNumber: row.case_number }),
  ...(row.judged !== null && { judged: decisionNamed(row.judged) }),
  ...(row.judged_by !== null && { judgedBy: row.judged_by }),
});

const actionNamed = (name: string): AiAction =>
  aiActions.find((one) => one === name) ?? 'NOTIFY_MODS';

const followedNamed = (name: string): KeptVerdict['followed'] =>
  (['watch', 'suggest', 'act', 'help'] as const).find((one) => one === name) ?? 'watch';

const decisionNamed = (name: string): Decision =>
  (['approved', 'changed', 'dismissed'] as const).find((one) => one === name) ?? 'dismissed';

interface Counted {
  readonly source: string;
  readonly action: string;
  readonly judged: string | null;
  /** PostgreSQL counts in texts. */
  readonly count: number | string | bigint;
}

function summed(rows: readonly Counted[]): readonly Quality[] {
  const sums = new Map<string, Quality>();
  for (const { source, action, judged, count } of rows) {
    const key = `${source}\n${action}`;
    const sum = sums.get(key) ?? {
      ...{ source, action: actionNamed(action), confirmed: 0, dismissed: 0, waiting: 0 },
    };
    const field = judged === null ? 'waiting' : judged === 'dismissed' ? 'dismissed' : 'confirmed';
    sums.set(key, { ...sum, [field]: sum[field] + Number(count) });
  }
  return [...sums.values()];
}
