import { sql } from 'kysely';
import type { CaseKey, Evidence, LinkKind } from '../../core/cases/case.ts';
import type { Queries } from '../../storage/index.ts';
import type { CaseTables } from './tables.ts';

type CaseQueries = Queries<CaseTables>;

/** What is written with a case. */
export interface Belongings extends Pick<CaseKey, 'community'> {
  readonly atMs: number;
  readonly evidence: readonly Evidence[];
  /** Epoch ms: until when the evidence is kept. */
  readonly evidenceUntilMs: number;
  /** Names that the people go by. */
  readonly names: readonly { readonly actor: string; readonly name: string }[];
}

export const keyColumns = ({ community, number }: CaseKey) => ({ community, number });

export async function mark(
  queries: CaseQueries,
  key: CaseKey,
  marks: readonly string[],
): Promise<void> {
  if (marks.length === 0) return;
  const rows = marks.map((one, position) => ({ ...keyColumns(key), position, mark: one }));
  await queries.insertInto('case_marks').values(rows).execute();
}

export async function unmark(queries: CaseQueries, { community, number }: CaseKey): Promise<void> {
  await queries
    .deleteFrom('case_marks')
    .where('community', '=', community)
    .where('number', '=', number)
    .execute();
}

export async function keepEvidence(
  queries: CaseQueries,
  key: CaseKey,
  { evidence, evidenceUntilMs: until }: Belongings,
): Promise<void> {
  if (evidence.length === 0) return;
  const rows = evidence.map(({ atMs, channel, author, text, message }, position) => ({
    ...{
      ...keyColumns(key),
      position,
      at: atMs,
      channel,
      author,
      text,
      message: message ?? null,
      until,
    },
  }));
  await queries.insertInto('case_evidence').values(rows).execute();
}

export async function link(
  queries: CaseQueries,
  key: CaseKey,
  links: readonly { readonly kind: LinkKind; readonly number: number }[],
): Promise<void> {
  if (links.length === 0) return;
  await queries
    .insertInto('case_links')
    .values(links.map(({ kind, number: other }) => ({ ...keyColumns(key), kind, other })))
    .onConflict((row) => row.doNothing())
    .execute();
}

export async function learn(
  queries: CaseQueries,
  { community, names, atMs }: Pick<Belongings, 'community' | 'names' | 'atMs'>,
): Promise<void> {
  const rows = new Map(
    names.map(({ actor, name }) => [
      `${actor}\n${name}`,
      { community, actor, name, first_at: atMs, last_at: atMs },
    ]),
  );
  if (rows.size === 0) return;
  await queries
    .insertInto('case_names')
    .values([...rows.values()])
    .onConflict((row) =>
      row.columns(['community', 'actor', 'name']).doUpdateSet({
        first_at: sql`case when excluded.first_at < case_names.first_at then excluded.first_at else case_names.first_at end`,
        last_at: sql`case when excluded.last_at > case_names.last_at then excluded.last_at else case_names.last_at end`,
      }),
    )
    .execute();
}

/** What stood for the older one stays on the network, and goes with the newer. */
export async function inherit(queries: CaseQueries, older: CaseKey, number: number): Promise<void> {
  const marksOf = (one: number) =>
    queries
      .selectFrom('case_marks')
      .select(['mark', 'position'])
      .where('community', '=', older.community)
      .where('number', '=', one)
      .execute();
  const own = await marksOf(number);
  const known = new Set(own.map(({ mark: one }) => one));
  const next = Math.max(-1, ...own.map(({ position }) => position)) + 1;
  const rows = (await marksOf(older.number))
    .filter(({ mark: one }) => !known.has(one))
    .map(({ mark: one }, at) => ({
      ...{ community: older.community, number, position: next + at, mark: one },
    }));
  if (rows.length > 0) await queries.insertInto('case_marks').values(rows).execute();
}

export async function dropMark(
  queries: CaseQueries,
  { community, number }: CaseKey,
  one: string,
): Promise<number> {
  await queries
    .deleteFrom('case_marks')
    .where('community', '=', community)
    .where('number', '=', number)
    .where('mark', '=', one)
    .execute();
  const left = await queries
    .selectFrom('case_marks')
    .select('mark')
    .where('community', '=', community)
    .where('number', '=', number)
    .execute();
  return left.length;
}

interface Counted extends Pick<CaseKey, 'community'> {
  readonly target: string;
  readonly kind: string;
  readonly by: 1 | -1;
}

/** With the case, or not at all. */
export async function count(queries: CaseQueries, { community, target, kind, by }: Counted) {
  await queries
    .insertInto('case_counters')
    .values({ community, actor: target, kind, amount: by })
    .onConflict((row) =>
      row
        .columns(['community', 'actor', 'kind'])
        .doUpdateSet({ amount: sql`case_counters.amount + ${by}` }),
    )
    .execute();
}
