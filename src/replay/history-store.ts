import type { Database } from '../storage/index.ts';
import type { HistoryEntry } from './history.ts';
import type { ReplayTables } from './tables.ts';

/** The history on disk. */
export interface HistoryStore {
  /** Adds entries, or puts them in place of those with the same id. */
  put(entries: readonly HistoryEntry[]): Promise<void>;
  /** The latest, oldest of them first. */
  latest(limit: number): Promise<readonly HistoryEntry[]>;
  forgetBefore(lastMs: number): Promise<number>;
  forgetActor(actor: string): Promise<number>;
  forgetSpace(space: string): Promise<number>;
  forgetChannel(channel: string): Promise<number>;
}

type Row = ReplayTables['guard_history'];

const kinds: readonly HistoryEntry['kind'][] = [
  'refused',
  'would-refuse',
  'muted',
  'banned',
  'channel-silenced',
  'output-held',
];

export function historyStore(database: Database): HistoryStore {
  const queries = database.queries.$extendTables<ReplayTables>();
  const forget = async (column: 'actor' | 'space' | 'channel', value: string): Promise<number> => {
    const gone = await queries
      .deleteFrom('guard_history')
      .where(column, '=', value)
      .executeTakeFirst();
    return Number(gone.numDeletedRows);
  };
  return {
    async put(entries) {
      if (entries.length === 0) return;
      await queries
        .insertInto('guard_history')
        .values(entries.map(rowOf))
        .onConflict((row) =>
          row.column('id').doUpdateSet((given) => ({
            reason: given.ref('excluded.reason'),
            command: given.ref('excluded.command'),
            last_at: given.ref('excluded.last_at'),
            until_at: given.ref('excluded.until_at'),
            times: given.ref('excluded.times'),
          })),
        )
        .execute();
    },
    async latest(limit) {
      const rows = await queries
        .selectFrom('guard_history')
        .selectAll()
        .orderBy('last_at', 'desc')
        .limit(limit)
        .execute();
      return rows.reverse().map(entryOf);
    },
    async forgetBefore(lastMs) {
      const gone = await queries
        .deleteFrom('guard_history')
        .where('last_at', '<', lastMs)
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
    forgetActor: (actor) => forget('actor', actor),
    forgetSpace: (space) => forget('space', space),
    forgetChannel: (channel) => forget('channel', channel),
  };
}

const rowOf = (entry: HistoryEntry): Row => ({
  ...{ id: entry.id, kind: entry.kind, stage: entry.stage, reason: entry.reason },
  ...{ channel: entry.channel, place: entry.place, times: entry.times },
  actor: entry.actor ?? null,
  actor_name: entry.actorName ?? null,
  space: entry.space ?? null,
  command: entry.command ?? null,
  first_at: Math.floor(entry.firstMs),
  last_at: Math.floor(entry.lastMs),
  until_at: Math.floor(entry.untilMs),
});

const entryOf = (row: Row): HistoryEntry => ({
  ...{ id: row.id, stage: row.stage, reason: row.reason },
  ...{ channel: row.channel, place: row.place, times: row.times },
  kind: kinds.find((kind) => kind === row.kind) ?? 'refused',
  ...(row.actor !== null && { actor: row.actor }),
  ...(row.actor_name !== null && { actorName: row.actor_name }),
  ...(row.space !== null && { space: row.space }),
  ...(row.command !== null && { command: row.command }),
  ...{ firstMs: row.first_at, lastMs: row.last_at, untilMs: row.until_at },
});
