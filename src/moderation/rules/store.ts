import { type CommunityId, communityId } from '../../base/ids.ts';
import type { Database, Queries } from '../../storage/index.ts';
import type { Mode } from './rule.ts';
import { modes } from './rule.ts';
import type { RuleTables } from './tables.ts';

/** A rule as it is kept: what people call it, and its sentence. */
export interface KeptRule {
  readonly community: CommunityId;
  readonly number: number;
  readonly position: number;
  readonly name: string;
  readonly mode: Mode;
  readonly sentence: string;
}

/** A rule before and after; `before` is absent for a new one, `after` for one that goes. */
export interface RuleChange {
  readonly before?: KeptRule;
  readonly after?: Omit<KeptRule, 'number' | 'community'>;
}

export interface RuleRevision {
  readonly seq: number;
  readonly number: number;
  readonly before?: Shown;
  readonly after?: Shown;
  readonly by: string;
  readonly via: string;
  readonly atMs: number;
}

/** What a revision keeps of a rule. */
type Shown = Pick<KeptRule, 'position' | 'name' | 'mode' | 'sentence'>;

export interface ChangeOf {
  readonly community: CommunityId;
  readonly by: string;
  readonly via: string;
  readonly atMs: number;
}

/** Rules with their history: both are written, or neither. */
export interface RuleStore {
  all(): Promise<readonly KeptRule[]>;
  /** The rules as they are now, with the numbers of those that are new. */
  change(changes: readonly RuleChange[], of: ChangeOf): Promise<readonly KeptRule[]>;
  /** Newest first. */
  history(community: CommunityId, limit: number): Promise<readonly RuleRevision[]>;
  /** Goes up with each change, whoever made it. */
  stamp(): Promise<number>;
}

export function ruleStore(database: Database): RuleStore {
  const queries = database.queries.$extendTables<RuleTables>();
  return {
    async all() {
      const rows = await queries
        .selectFrom('automod_rules')
        .selectAll()
        .orderBy('community')
        .orderBy('position')
        .orderBy('number')
        .execute();
      return rows.map(ruleOf);
    },
    change: (changes, of) =>
      queries.transaction().execute(async (within) => {
        const changed: KeptRule[] = [];
        for (const change of changes) {
          const rule = await write(within, change, of);
          if (rule) changed.push(rule);
        }
        return changed;
      }),
    async history(community, limit) {
      const rows = await queries
        .selectFrom('automod_revisions')
        .selectAll()
        .where('community', '=', community)
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(revisionOf);
    },
    async stamp() {
      const { count } = await queries
        .selectFrom('automod_revisions')
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

type Within = Queries<RuleTables>;

async function write(
  within: Within,
  { before, after }: RuleChange,
  of: ChangeOf,
): Promise<KeptRule | undefined> {
  const { community } = of;
  const last = await within
    .selectFrom('automod_revisions')
    .select(({ fn }) => [fn.max('seq').as('seq'), fn.max('number').as('number')])
    .where('community', '=', community)
    .executeTakeFirst();
  // Numbers are never given twice: people quote them.
  const number = before?.number ?? (last?.number ?? 0) + 1;
  await within
    .insertInto('automod_revisions')
    .values({
      ...{
        community,
        number,
        seq: (last?.seq ?? 0) + 1,
        before: before ? shownOf(before) : null,
      },
      ...{ after: after ? shownOf(after) : null, changed_by: of.by, via: of.via },
      changed_at: of.atMs,
    })
    .execute();
  await within
    .deleteFrom('automod_rules')
    .where('community', '=', community)
    .where('number', '=', number)
    .execute();
  if (!after) return undefined;
  const { position, name, mode, sentence } = after;
  const row = { community, number, position, name, mode, sentence };
  await within.insertInto('automod_rules').values(row).execute();
  return row;
}

const shownOf = ({ position, name, mode, sentence }: Shown): string =>
  JSON.stringify({ position, name, mode, sentence });

type RuleRow = RuleTables['automod_rules'];

const ruleOf = (row: RuleRow): KeptRule => ({
  ...row,
  community: communityId(row.community),
  mode: modeOf(row.mode),
});

const modeOf = (text: string): Mode => modes.find((mode) => mode === text) ?? 'off';

function revisionOf(row: RuleTables['automod_revisions']): RuleRevision {
  const before = readShown(row.before);
  const after = readShown(row.after);
  return {
    ...{ seq: row.seq, number: row.number, by: row.changed_by, via: row.via, atMs: row.changed_at },
    ...(before && { before }),
    ...(after && { after }),
  };
}

function readShown(text: string | null): Shown | undefined {
  if (text === null) return undefined;
  const kept: unknown = JSON.parse(text);
  if (typeof kept !== 'object' || kept === null) return undefined;
  const read = (name: string): unknown => (name in kept ? Reflect.get(kept, name) : undefined);
  return {
    position: Number(read('position')),
    name: String(read('name')),
    mode: modeOf(String(read('mode'))),
    sentence: String(read('sentence')),
  };
}
