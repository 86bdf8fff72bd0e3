import { sql } from 'kysely';
import { type CommunityId, communityId } from '../../base/ids.ts';
import type { CasePlace } from '../../core/cases/case.ts';
import { type Newcomer, type NewcomerState, newcomerStates } from '../../core/gate/desk.ts';
import type { Database } from '../../storage/index.ts';
import type { GateTables, NewcomerRow } from './tables.ts';

export interface NewcomerKey {
  readonly community: CommunityId;
  readonly actor: string;
}

/** A newcomer as he is kept. */
export interface Kept extends Newcomer {
  readonly place: CasePlace;
  /** As `question.ts` writes it. */
  readonly question: string;
  readonly dueAtMs?: number;
  readonly waitUntilMs?: number;
}

export interface Arrival extends NewcomerKey {
  readonly name: string;
  readonly place: CasePlace;
  readonly question: string;
  readonly atMs: number;
  readonly dueAtMs?: number | undefined;
}

export interface GateStore {
  find(key: NewcomerKey): Promise<Kept | undefined>;
  /** Wrong answers stay counted for who comes back; who passed stays so. */
  arrive(arrival: Arrival): Promise<Kept>;
  /** Counts a wrong answer and asks anew; how many there are now, undefined when he waits no more. */
  wrong(key: NewcomerKey, question: string): Promise<number | undefined>;
  /** From now on no answers are taken until then, and they count from nothing after it. */
  wait(key: NewcomerKey, untilMs: number): Promise<void>;
  /** True for the one who moved him: of two at once, one does. */
  move(key: NewcomerKey, from: readonly NewcomerState[], to: NewcomerState): Promise<boolean>;
  list(community: CommunityId, state: NewcomerState, limit: number): Promise<readonly Kept[]>;
  counts(community: CommunityId): Promise<Readonly<Record<NewcomerState, number>>>;
  addLink(hash: string, key: NewcomerKey, untilMs: number): Promise<void>;
  exchange(hash: string, next: { hash: string; untilMs: number }, nowMs: number): Promise<boolean>;
  bearer(hash: string, nowMs: number): Promise<NewcomerKey | undefined>;
  forgetLinks(nowMs: number): Promise<void>;
}

export function gateStore(database: Database): GateStore {
  return { ...newcomers(database), ...links(database) };
}

type Moving = Pick<GateStore, 'wrong' | 'wait' | 'move'>;
type Links = Pick<GateStore, 'addLink' | 'exchange' | 'bearer' | 'forgetLinks'>;
type Counting = Pick<GateStore, 'list' | 'counts'>;

const newcomers = (database: Database): Omit<GateStore, keyof Links> => {
  const queries = database.queries.$extendTables<GateTables>();
  const find: GateStore['find'] = async ({ community, actor }) => {
    const row = await queries
      .selectFrom('gate_newcomers')
      .selectAll()
      .where('community', '=', community)
      .where('actor', '=', actor)
      .executeTakeFirst();
    return row && keptOf(row);
  };
  return {
    ...counting(database),
    ...moving(database),
    find,
    async arrive(arrival) {
      const row = rowOf(arrival);
      const { name, question, at: atMs, due_at, channel, place_name } = row;
      await queries
        .insertInto('gate_newcomers')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['community', 'actor']).doUpdateSet({
            ...{ name, channel, place_name, at: atMs, due_at, question },
            state: sql<string>`case when gate_newcomers.state = 'passed' then 'passed' else 'waiting' end`,
          }),
        )
        .execute();
      const kept = await find(arrival);
      if (!kept) throw new TypeError('A newcomer that was just written is not there');
      return kept;
    },
  };
};

const moving = (database: Database): Moving => {
  const queries = database.queries.$extendTables<GateTables>();
  const at = ({ community, actor }: NewcomerKey) =>
    queries
      .updateTable('gate_newcomers')
      .where('community', '=', community)
      .where('actor', '=', actor);
  return {
    async wrong(key, question) {
      const row = await at(key)
        .where('state', '=', 'waiting')
        .set({ attempts: sql`attempts + 1`, question })
        .returning('attempts')
        .executeTakeFirst();
      return row?.attempts;
    },
    async wait(key, untilMs) {
      await at(key).set({ attempts: 0, wait_until: untilMs }).execute();
    },
    async move(key, from, to) {
      const changed = await at(key)
        .where('state', 'in', from)
        .set({ state: to, attempts: 0, wait_until: null, due_at: null })
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
  };
};

const counting = (database: Database): Counting => {
  const queries = database.queries.$extendTables<GateTables>();
  return {
    async list(community, state, limit) {
      const rows = await queries
        .selectFrom('gate_newcomers')
        .selectAll()
        .where('community', '=', community)
        .where('state', '=', state)
        .orderBy('at')
        .limit(limit)
        .execute();
      return rows.map(keptOf);
    },
    async counts(community) {
      const rows = await queries
        .selectFrom('gate_newcomers')
        .select(['state', sql<number>`count(*)`.as('count')])
        .where('community', '=', community)
        .groupBy('state')
        .execute();
      const counts = { waiting: 0, passed: 0, failed: 0, late: 0 };
      for (const { state, count } of rows) counts[stateOf(state)] = count;
      return counts;
    },
  };
};

const links = (database: Database): Links => {
  const queries = database.queries.$extendTables<GateTables>();
  return {
    async addLink(hash, { community, actor }, untilMs) {
      await queries
        .insertInto('gate_links')
        .values({ hash, kind: 'link', community, actor, expires_at: untilMs })
        .execute();
    },
    async exchange(hash, next, nowMs) {
      const changed = await queries
        .updateTable('gate_links')
        .set({ hash: next.hash, kind: 'key', expires_at: next.untilMs })
        .where('hash', '=', hash)
        .where('kind', '=', 'link')
        .where('expires_at', '>', nowMs)
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
    async bearer(hash, nowMs) {
      const row = await queries
        .selectFrom('gate_links')
        .select(['community', 'actor'])
        .where('hash', '=', hash)
        .where('kind', '=', 'key')
        .where('expires_at', '>', nowMs)
        .executeTakeFirst();
      return row && { community: communityId(row.community), actor: row.actor };
    },
    async forgetLinks(nowMs) {
      await queries.deleteFrom('gate_links').where('expires_at', '<=', nowMs).execute();
    },
  };
};

const stateOf = (text: string): NewcomerState =>
  newcomerStates.find((one) => one === text) ?? 'waiting';

const rowOf = ({
  community,
  actor,
  name,
  place,
  question,
  atMs,
  dueAtMs,
}: Arrival): NewcomerRow => {
  const { connection, platform, space, channel, name: place_name } = place;
  return {
    ...{ community, actor, name, connection, platform, space, channel, place_name },
    ...{ state: 'waiting', attempts: 0, question, at: atMs, due_at: dueAtMs ?? null },
    wait_until: null,
  };
};

const keptOf = (row: NewcomerRow): Kept => {
  const { connection, platform, space, channel, place_name: name } = row;
  return {
    ...{ community: communityId(row.community), actor: row.actor, name: row.name ?? row.actor },
    ...{ state: stateOf(row.state), attempts: row.attempts, sinceMs: row.at },
    ...{ place: { connection, platform, space, channel, name }, question: row.question },
    ...(row.due_at !== null && { dueAtMs: row.due_at }),
    ...(row.wait_until !== null && { waitUntilMs: row.wait_until }),
  };
};
