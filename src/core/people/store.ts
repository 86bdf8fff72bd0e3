import { sql } from 'kysely';
import type { Database } from '../../storage/index.ts';
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

const mostIdentities = 10;
const columns = ['actor', 'name', 'linked_at as linkedAtMs'] as const;

export function peopleStore(database: Database): PeopleStore {
  const queries = database.queries.$extendTables<PeopleTables>();
  return {
    link: (sides, person, atMs) =>
      queries
        .transaction()
        .execute(async (within) => {
          const known = await within
            .selectFrom('people_links')
            .select('person')
            .where('actor', 'in', [sides[0].actor, sides[1].actor])
            .execute();
          const persons = [...new Set(known.map((row) => row.person))];
          const kept = persons[0] ?? person;
          if (persons.length > 0)
            await within
              .updateTable('people_links')
              .set({ person: kept })
              .where('person', 'in', persons)
              .execute();
          await within
            .insertInto('people_links')
            .values(
              sides.map(({ actor, name }) => ({ actor, name, person: kept, linked_at: atMs })),
            )
            .onConflict((row) => row.column('actor').doUpdateSet({ name: sql`excluded.name` }))
            .execute();
          const { amount } = await within
            .selectFrom('people_links')
            .select(sql<number>`count(*)`.as('amount'))
            .where('person', '=', kept)
            .executeTakeFirstOrThrow();
          if (amount > mostIdentities) throw new TooMany();
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
        const left = await within
          .selectFrom('people_links')
          .select('actor')
          .where('person', '=', gone.person)
          .limit(2)
          .execute();
        // Who is linked to nobody any more is not linked.
        if (left.length === 1)
          await within.deleteFrom('people_links').where('person', '=', gone.person).execute();
        return true;
      }),
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
  };
}

/** Undoes the transaction. */
class TooMany extends Error {}

/** For `like`: the word may hold signs that mean something to it. */
const patternOf = (word: string): string => `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
