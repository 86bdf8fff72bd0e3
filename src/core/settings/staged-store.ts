import type { Database } from '../../storage/index.ts';
import type { SettingsTables } from './tables.ts';

export type StagedState = 'waiting' | 'applied' | 'over' | 'cancelled' | 'failed';

/** One value of a staged change; `typed` is null for "back to what the wider scopes say". */
export interface StagedWish {
  readonly name: string;
  readonly scope: string;
  readonly typed: string | null;
}

/** A change that waits for its time, or that was made and may be taken back at another. */
export interface Staged {
  readonly id: string;
  readonly wishes: readonly StagedWish[];
  readonly applyAtMs: number;
  readonly revertAtMs?: number;
  readonly state: StagedState;
  readonly by: string;
  readonly via: string;
  readonly stagedAtMs: number;
  /** Why it could not be made, or what of it could not be taken back: a text key. */
  readonly problem?: string;
}

export interface StagedStore {
  add(staged: Staged): Promise<void>;
  find(id: string): Promise<Staged | undefined>;
  /** Moves it on, if it is still in the state `from`. */
  move(id: string, from: StagedState, to: StagedState, problem?: string): Promise<boolean>;
  /** Those that still wait for a time, the next first. */
  open(): Promise<readonly Staged[]>;
}

export function stagedStore(database: Database): StagedStore {
  const queries = database.queries.$extendTables<SettingsTables>();
  return {
    async add(staged) {
      await queries
        .insertInto('settings_staged')
        .values({
          ...{ id: staged.id, changes: JSON.stringify(staged.wishes), state: staged.state },
          ...{ apply_at: staged.applyAtMs, revert_at: staged.revertAtMs ?? null },
          ...{ staged_by: staged.by, staged_at: staged.stagedAtMs, via: staged.via },
          problem: staged.problem ?? null,
        })
        .execute();
    },
    async find(id) {
      const row = await queries
        .selectFrom('settings_staged')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && stagedOf(row);
    },
    async move(id, from, to, problem) {
      const moved = await queries
        .updateTable('settings_staged')
        .set({ state: to, problem: problem ?? null })
        .where('id', '=', id)
        .where('state', '=', from)
        .executeTakeFirst();
      return moved.numUpdatedRows > 0n;
    },
    async open() {
      const rows = await queries
        .selectFrom('settings_staged')
        .selectAll()
        .where((row) =>
          row.or([
            row('state', '=', 'waiting'),
            row.and([row('state', '=', 'applied'), row('revert_at', 'is not', null)]),
          ]),
        )
        .orderBy('apply_at')
        .orderBy('id')
        .execute();
      return rows.map(stagedOf);
    },
  };
}

function stagedOf(row: SettingsTables['settings_staged']): Staged {
  return {
    ...{ id: row.id, wishes: wishesIn(row.changes), applyAtMs: row.apply_at },
    ...(row.revert_at !== null && { revertAtMs: row.revert_at }),
    ...{ state: stateNamed(row.state), by: row.staged_by, via: row.via },
    stagedAtMs: row.staged_at,
    ...(row.problem !== null && { problem: row.problem }),
  };
}

const states: readonly StagedState[] = ['waiting', 'applied', 'over', 'cancelled', 'failed'];

const stateNamed = (name: string): StagedState =>
  states.find((state) => state === name) ?? 'failed';

function wishesIn(text: string): readonly StagedWish[] {
  const found: unknown = JSON.parse(text);
  return Array.isArray(found) ? found.filter(isWish) : [];
}

const isWish = (one: unknown): one is StagedWish =>
  typeof one === 'object' &&
  one !== null &&
  'name' in one &&
  typeof one.name === 'string' &&
  'scope' in one &&
  typeof one.scope === 'string' &&
  'typed' in one &&
  (one.typed === null || typeof one.typed === 'string');
