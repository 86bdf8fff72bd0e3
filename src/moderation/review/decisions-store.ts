import { sql } from 'kysely';
import { type CommunityId, communityId } from '../../base/ids.ts';
import {
  type ReviewAct,
  type ReviewFilter,
  type ReviewItem,
  type ReviewKey,
  type ReviewState,
} from '../../core/cases/review.ts';
import type { Queries } from '../../storage/index.ts';
import { type ItemRow, itemOf } from './item-row.ts';
import type { ReviewTables } from './tables.ts';

/** Who decides, and when. */
export interface Decider {
  readonly by: string;
  readonly name: string;
  readonly atMs: number;
}

/** What was decided of what a rule found. */
export interface DecidedOfRule {
  readonly id: number;
  readonly round: number;
  /** Its number. */
  readonly rule: string;
  readonly state: ReviewState;
  readonly atMs: number;
}

export interface DecisionStore {
  find(key: ReviewKey): Promise<ReviewItem | undefined>;
  list(community: CommunityId, filter?: ReviewFilter): Promise<readonly ReviewItem[]>;
  communities(): Promise<
    readonly { readonly id: CommunityId; readonly name: string; readonly open: number }[]
  >;
  /** How many that wait this person has reported. */
  reportedBy(community: CommunityId, reporter: string): Promise<number>;
  /** Who is to be told: what the network's verbs take of each reporter. */
  reporters(key: ReviewKey): Promise<readonly { readonly id: string; readonly native: string }[]>;
  /** The one place where two reviewers meet: true for the first. */
  take(key: ReviewKey, decider: Decider, act: ReviewAct): Promise<boolean>;
  /** It could not be done, and waits on. */
  release(key: ReviewKey): Promise<void>;
  finish(
    key: ReviewKey,
    done: { readonly state: ReviewState; readonly why: string; readonly cases: readonly number[] },
  ): Promise<void>;
  /** False where it is not decided, or its message waits anew. */
  reopen(key: ReviewKey, untilMs: number): Promise<boolean>;
  expire(nowMs: number): Promise<readonly ReviewKey[]>;
  /** Those that somebody took before then, and did not finish. */
  stuck(beforeMs: number): Promise<readonly ReviewItem[]>;
  setCard(
    key: ReviewKey,
    card: { readonly channel: string; readonly message: string },
  ): Promise<void>;
  card(key: ReviewKey): Promise<{ readonly channel: string; readonly message: string } | undefined>;
  /** People whom something waits or waited about, by their name or id. */
  peopleNamed(
    community: CommunityId,
    text: string,
    limit: number,
  ): Promise<readonly { readonly actor: string; readonly name: string }[]>;
  /** What was decided of what rules found, newest first. */
  ofRules(community: CommunityId): Promise<readonly DecidedOfRule[]>;
  dismissed(
    community: CommunityId,
    sinceMs: number,
  ): Promise<
    readonly { readonly id: string | null; readonly actor: string; readonly atMs: number }[]
  >;
  /** Removes what was over before then, and what belongs to nothing any more. */
  forget(beforeMs: number): Promise<number>;
}

type Within = Queries<ReviewTables>;

export const waiting: readonly ReviewState[] = ['open', 'deciding'];
export const decidedStates: readonly ReviewState[] = ['approved', 'changed', 'dismissed'];
const usualLimit = 50;

export const isItem = ({ community, id }: ReviewKey) =>
  sql<boolean>`community = ${community} and id = ${id}`;

export const reading = (queries: Within): Pick<DecisionStore, 'find' | 'list' | 'communities'> => ({
  async find(key) {
    const row = await queries
      .selectFrom('review_items')
      .selectAll()
      .where(isItem(key))
      .executeTakeFirst();
    return row && (await whole(queries, key.community, [row]))[0];
  },
  async list(community, { states = waiting, actors, limit = usualLimit } = {}) {
    let asked = queries
      .selectFrom('review_items')
      .selectAll()
      .where('community', '=', community)
      .where('state', 'in', states);
    if (actors) asked = asked.where('actor', 'in', actors);
    const rows = await asked.orderBy('id', 'desc').limit(Math.min(limit, 500)).execute();
    return whole(queries, community, rows);
  },
  async communities() {
    const rows = await queries
      .selectFrom('review_items')
      .select(['community', sql<string>`max(place_name)`.as('name')])
      .select(
        sql<number>`sum(case when state in ('open', 'deciding') then 1 else 0 end)`.as('open'),
      )
      .groupBy('community')
      .orderBy('open', 'desc')
      .limit(500)
      .execute();
    return rows.map(({ community, name, open }) => ({
      ...{ id: communityId(community), name, open },
    }));
  },
});

export const askers = (
  queries: Within,
): Pick<DecisionStore, 'peopleNamed' | 'reportedBy' | 'reporters' | 'card'> => ({
  peopleNamed(community, text, limit) {
    const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    return queries
      .selectFrom('review_items')
      .select(['actor', sql<string>`max(actor_name)`.as('name')])
      .where('community', '=', community)
      .where(
        sql<boolean>`(lower(actor_name) like ${pattern} escape '\\' or lower(actor) like ${pattern} escape '\\')`,
      )
      .groupBy('actor')
      .orderBy('actor')
      .limit(limit)
      .execute();
  },
  reportedBy: (community, reporter) => reportedBy(queries, community, reporter),
  async reporters({ community, id }) {
    const rows = await queries
      .selectFrom('review_claims')
      .select(['reporter', 'reporter_native'])
      .where('community', '=', community)
      .where('item', '=', id)
      .execute();
    return rows.flatMap(({ reporter, reporter_native: native }) =>
      reporter === null ? [] : [{ id: reporter, native: native ?? reporter }],
    );
  },
  async card(key) {
    const row = await queries
      .selectFrom('review_items')
      .select(['card_channel', 'card_message'])
      .where(isItem(key))
      .executeTakeFirst();
    const { card_channel: channel, card_message: message } = row ?? {};
    return channel && message ? { channel, message } : undefined;
  },
});

async function reportedBy(
  queries: Within,
  community: CommunityId,
  reporter: string,
): Promise<number> {
  const { amount } = await queries
    .selectFrom('review_claims')
    .innerJoin('review_items', (join) =>
      join
        .onRef('review_items.community', '=', 'review_claims.community')
        .onRef('review_items.id', '=', 'review_claims.item'),
    )
    .select(sql<number>`count(*)`.as('amount'))
    .where('review_claims.community', '=', community)
    .where('review_claims.reporter', '=', reporter)
    .where('review_items.state', 'in', waiting)
    .executeTakeFirstOrThrow();
  return amount;
}

/** Items with what belongs to them, in two more round trips for all of them. */
async function whole(
  queries: Within,
  community: CommunityId,
  rows: readonly ItemRow[],
): Promise<readonly ReviewItem[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const belonging = (table: 'review_claims' | 'review_context') =>
    queries
      .selectFrom<'review_claims' | 'review_context'>(table)
      .where('community', '=', community)
      .where('item', 'in', ids)
      .orderBy('item')
      .orderBy('position');
  const [claims, context] = await Promise.all([
    belonging('review_claims').selectAll('review_claims').execute(),
    belonging('review_context').selectAll('review_context').execute(),
  ]);
  const claimsBy = Map.groupBy(claims, ({ item }) => item);
  const linesBy = Map.groupBy(context, ({ item }) => item);
  return rows.map((row) => itemOf(row, claimsBy.get(row.id) ?? [], linesBy.get(row.id) ?? []));
}

const undecided = { decided_by: null, decided_name: null, decided_at: null, decided: null };

export const deciding = (
  queries: Within,
): Pick<DecisionStore, 'take' | 'release' | 'finish' | 'reopen' | 'setCard'> => ({
  async take(key, { by, name, atMs }, act) {
    const taken = await queries
      .updateTable('review_items')
      .set({
        ...{ state: 'deciding', decided_by: by, decided_name: name, decided_at: atMs },
        decided: JSON.stringify(act),
      })
      .where(isItem(key))
      .where('state', '=', 'open')
      .executeTakeFirst();
    return Number(taken.numUpdatedRows) > 0;
  },
  async release(key) {
    await queries
      .updateTable('review_items')
      .set({ state: 'open', ...undecided })
      .where(isItem(key))
      .where('state', '=', 'deciding')
      .execute();
  },
  async finish(key, { state, why, cases }) {
    await queries
      .updateTable('review_items')
      .set({ state, why, cases: JSON.stringify(cases) })
      .where(isItem(key))
      .where('state', '=', 'deciding')
      .execute();
  },
  reopen: (key, untilMs) => reopen(queries, key, untilMs),
  async setCard(key, { channel, message }) {
    await queries
      .updateTable('review_items')
      .set({ card_channel: channel, card_message: message })
      .where(isItem(key))
      .execute();
  },
});

function reopen(queries: Within, key: ReviewKey, untilMs: number): Promise<boolean> {
  return queries.transaction().execute(async (within) => {
    const again = await within
      .selectFrom('review_items as other')
      .innerJoin('review_items as item', (join) =>
        join
          .onRef('item.community', '=', 'other.community')
          .onRef('item.message_key', '=', 'other.message_key'),
      )
      .select('other.id')
      .where('item.community', '=', key.community)
      .where('item.id', '=', key.id)
      .where('other.state', 'in', waiting)
      .executeTakeFirst();
    if (again) return false;
    const opened = await within
      .updateTable('review_items')
      .set({
        ...{ state: 'open', why: '', cases: '[]', until: untilMs, round: sql`round + 1` },
        ...undecided,
      })
      .where(isItem(key))
      .where('state', 'in', decidedStates)
      .executeTakeFirst();
    return Number(opened.numUpdatedRows) > 0;
  });
}
