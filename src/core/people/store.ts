import { sql } from 'kysely';
import type { Database, Queries } from '../../storage/index.ts';
import type { Identity } from './people.ts';
import type { PeopleTables } from './tables.ts';

interface Side {
  readonly actor: string;
  readonly name: string;
}

export interface PeopleStore {
  /** Joins all identities of both; false where one person would have too many. */
  link(sides: readonly [Side, Side], person: string, atMs: number): Promise<boolean>;
  unlink(actor: string): Promise<boolean>;
  of(actor: string): Promise<readonly Identity[]>;
  /** Those whose name or id holds these words. */
  named(text: string, limit: number): Promise<readonly Identity[]>;
}

type Within = Queries<PeopleTables>;

const mostIdentities = 10;
const columns = ['actor', 'name', 'linked_at as linkedAtMs'] as const;

export function peopleStore(database: Database): PeopleStore {
  const queries = database.queries.$extendTables<PeopleTables>();
  return { ...linking(queries), ...reading(queries) };
}

const linking = (queries: Within): Pick<PeopleStore, 'link' | 'unlink'> => ({
  link: (sides, person, atMs) =>
    queries
      .transaction()
      .execute(async (within) => {
        const kept = (await joined(within, sides)) ?? person;
        await within
          .insertInto('people_links')
          .values(sides.map(({ actor, name }) => ({ actor, name, person: kept, linked_at: atMs })))
          .onConflict((row) => row.column('actor').doUpdateSet({ name: sql`excluded.name` }))
          .execute();
        if ((await identitiesOf(within, kept)) > mostIdentities) throw new TooMany();
        return true;
      })
      .catch((failure: unknown) => {
        if (failure instanceof TooMany) return false;
        throw failure;
      }),
  unlink: (actor) =>
    queries.transaction().execute(async (within) => {
      const gone = await within
        .deleteFrom('people_links')
        .where('actor', '=', actor)
        .returning('person')
        .executeTakeFirst();
      if (!gone) return false;
      await dropIfAlone(within, gone.person);
      return true;
    }),
});

/** Makes one person of those who are known on either side; undefined where nobody is. */
async function joined(within: Within, sides: readonly [Side, Side]): Promise<string | undefined> {
  const known = await within
    .selectFrom('people_links')
    .select('person')
    .where('actor', 'in', [sides[0].actor, sides[1].actor])
    .execute();
  const persons = [...new Set(known.map((row) => row.person))];
  const kept = persons[0];
  if (kept !== undefined)
    await within
      .updateTable('people_links')
      .set({ person: kept })
      .where('person', 'in', persons)
      .execute();
  return kept;
}

async function identitiesOf(within: Within, person: string): Promise<number> {
  const { amount } = await within
    .selectFrom('people_links')
    .select(sql<number>`count(*)`.as('amount'))
    .where('person', '=', person)
    .executeTakeFirstOrThrow();
  return amount;
}

/** Who is linked to nobody any more is not linked. */
async function dropIfAlone(within: Within, person: string): Promise<void> {
  const left = await within
    .selectFrom('people_links')
    .select('actor')
    .where('person', '=', person)
    .limit(2)
    .execute();
  if (left.length === 1)
    await within.deleteFrom('people_links').where('person', '=', person).execute();
}

const reading = (queries: Within): Pick<PeopleStore, 'of' | 'named'> => ({
  of: (actor) =>
    queries
      .selectFrom('people_links')
      .select(columns)
      .where('person', '=', (row) =>
        row.selectFrom('people_links').select('person').where('actor', '=', actor),
      )
      .orderBy('linked_at')
      .orderBy('actor')
      .execute(),
  named: (text, limit) =>
    queries
      .selectFrom('people_links')
      .select(columns)
      .where((row) =>
        row.or([
          sql<boolean>`lower(name) like ${patternOf(text)} escape '\\'`,
          sql<boolean>`lower(actor) like ${patternOf(text)} escape '\\'`,
        ]),
      )
      .orderBy('actor')
      .limit(limit)
      .execute(),
});

/** Undoes the transaction. */
class TooMany extends Error {}

/** For `like`: the word may hold signs that mean something to it. */
const patternOf = (word: string): string => `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
