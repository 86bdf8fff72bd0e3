import { type CommunityId, communityId } from '../../base/ids.ts';
import type { Undo, UndoRequest, UndoScope, UndoStep } from '../../core/incidents/undo.ts';
import type { Database, Queries } from '../../storage/index.ts';
import { nextNumber } from './incident-store.ts';
import type { IncidentTables } from './tables.ts';

export interface NewUndo {
  readonly community: CommunityId;
  readonly scope: UndoScope;
  readonly request: Pick<UndoRequest, 'by' | 'via' | 'why'>;
  readonly atMs: number;
  readonly steps: readonly Pick<UndoStep, 'kind' | 'ref'>[];
}

/** An undo as it is carried out. */
export interface KeptUndo extends Undo {
  readonly by: string;
  readonly via: string;
  readonly why: string;
  readonly incident?: number;
}

export interface UndoStore {
  /** With all its steps, or not at all. */
  begin(wanted: NewUndo): Promise<KeptUndo>;
  find(community: CommunityId, number: number): Promise<KeptUndo | undefined>;
  running(): Promise<readonly { readonly community: CommunityId; readonly number: number }[]>;
  stepped(
    undo: Pick<Undo, 'community' | 'number'>,
    position: number,
    became: Pick<UndoStep, 'state' | 'problem'>,
  ): Promise<void>;
  /** False where it was done already. */
  done(undo: Pick<Undo, 'community' | 'number'>): Promise<boolean>;
}

type Within = Queries<IncidentTables>;
/** So many rows at once: databases take no statement of any length. */
const rowsAtOnce = 500;

export function undoStore(database: Database): UndoStore {
  const queries = database.queries.$extendTables<IncidentTables>();
  return {
    async begin(wanted) {
      const number = await queries.transaction().execute((within) => begin(within, wanted));
      const made = await find(queries, wanted.community, number);
      if (!made) throw new TypeError('An undo that was just written is not there');
      return made;
    },
    find: (community, number) => find(queries, community, number),
    async running() {
      const rows = await queries
        .selectFrom('undos')
        .select(['community', 'number'])
        .where('state', '=', 'running')
        .orderBy('at')
        .execute();
      return rows.map(({ community, number }) => ({ community: communityId(community), number }));
    },
    async stepped({ community, number }, position, { state, problem }) {
      await queries
        .updateTable('undo_steps')
        .set({ state, problem: problem ?? null })
        .where('community', '=', community)
        .where('number', '=', number)
        .where('position', '=', position)
        .execute();
    },
    async done({ community, number }) {
      const { numUpdatedRows } = await queries
        .updateTable('undos')
        .set({ state: 'done' })
        .where('community', '=', community)
        .where('number', '=', number)
        .where('state', '=', 'running')
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

async function begin(queries: Within, { community, scope, request, atMs, steps }: NewUndo) {
  const number = await nextNumber(queries, community, 'undo');
  const { by, via, why } = request;
  await queries
    .insertInto('undos')
    .values({
      ...{ community, number, of_what: scope.of, by_actor: by.id, via, why, at: atMs },
      ...{ state: 'running', of_number: scope.of === 'incident' ? scope.incident : null },
      rule: scope.of === 'rule' ? scope.rule : null,
      of_actor: scope.of === 'moderator' ? scope.actor : null,
    })
    .execute();
  const rows = steps.map((step, position) => ({
    ...{ community, number, position, ...step, state: 'waiting', problem: null },
  }));
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await queries
      .insertInto('undo_steps')
      .values(rows.slice(from, from + rowsAtOnce))
      .execute();
  return number;
}

async function find(
  queries: Within,
  community: CommunityId,
  number: number,
): Promise<KeptUndo | undefined> {
  const row = await queries
    .selectFrom('undos')
    .selectAll()
    .where('community', '=', community)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) return undefined;
  const steps = await queries
    .selectFrom('undo_steps')
    .selectAll()
    .where('community', '=', community)
    .where('number', '=', number)
    .orderBy('position')
    .execute();
  return {
    ...{ community, number, of: scopeOf(row.of_what), atMs: row.at, by: row.by_actor },
    ...{ state: row.state === 'running' ? 'running' : 'done', via: row.via, why: row.why },
    ...(row.of_number !== null && { incident: row.of_number }),
    steps: steps.map(stepOf),
  };
}

const scopes = ['cases', 'rule', 'moderator', 'incident', 'window'] as const;
const scopeOf = (text: string): UndoScope['of'] => scopes.find((one) => one === text) ?? 'cases';

const stepKinds = ['rule', 'case', 'level'] as const;
const stepStates = ['waiting', 'done', 'refused'] as const;

const stepOf = ({
  kind,
  ref,
  state,
  problem,
}: Pick<IncidentTables['undo_steps'], 'kind' | 'ref' | 'state' | 'problem'>): UndoStep => ({
  kind: stepKinds.find((one) => one === kind) ?? 'case',
  ref,
  state: stepStates.find((one) => one === state) ?? 'waiting',
  ...(problem !== null && { problem }),
});
