import { describe, expect, test } from 'vitest';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { type Database, type Part, structureOf } from '../../storage/index.ts';
import { parts } from '../database.ts';

/** What the storage itself keeps, of no part. */
const ofStorage = ['castellan_migrations', 'castellan_move'];

/** Every hook that the program gives to privacy; it does not start without those that columns name. */
const hooks = ['settings', 'guard', 'raids', 'recordings', 'permissions', 'audit', 'values'];

/** Columns that are called so mostly hold somebody. */
const looksPersonal =
  /actor|user|member|person|people|author|owner|subject|sender|target|nick|account|host|address|email|phone|browser|ident|(^|_)(by|who|whom|ip)$/;

/** Every column that is not declared, or declared twice. */
async function undeclared(database: Database, of: readonly Part[]): Promise<readonly string[]> {
  const tables = (await structureOf(database)).filter(({ name }) => !ofStorage.includes(name));
  return tables.flatMap(({ name, columns }) =>
    columns
      .map((column) => column.name)
      .filter((column) => declarationsOf(of, name, column).length !== 1)
      .map((column) => `${name}.${column}`),
  );
}

type Declaration = 'people' | 'name' | 'hooked' | 'stays' | 'nobody';

function declarationsOf(of: readonly Part[], table: string, column: string): Declaration[] {
  const people = of
    .flatMap((part) => part.people ?? [])
    .filter((person) => person.table === table)
    .flatMap((person): Declaration[] =>
      person.column === column ? ['people'] : person.name === column ? ['name'] : [],
    );
  const others = of.flatMap(({ columns = {} }): Declaration[] => {
    const { nobody = [], hooked = {}, stays = {} } = columns[table] ?? {};
    return [
      ...nobody.filter((one) => one === column).map(() => 'nobody' as const),
      ...(Object.hasOwn(hooked, column) ? ['hooked' as const] : []),
      ...(Object.hasOwn(stays, column) ? ['stays' as const] : []),
    ];
  });
  return [...people, ...others];
}

describe.each(everyDatabase)('on $kind, of every column', (kind) => {
  test('it is declared whether it holds a person', () =>
    withDatabase(kind, parts, async (database) => {
      expect(await undeclared(database, parts)).toEqual([]);
    }));

  test('a table that nobody declared is found, and a new column of one that somebody did', () => {
    const careless: Part = {
      part: 'careless',
      migrations: [
        {
          name: '001-start',
          up: [
            `create table karma (giver text not null, points bigint not null)`,
            `alter table grants add column note text`,
          ],
        },
      ],
    };
    const all = [...parts, careless];
    return withDatabase(kind, all, async (database) => {
      expect(await undeclared(database, all)).toEqual([
        'grants.note',
        'karma.giver',
        'karma.points',
      ]);
    });
  });

  test('nothing is declared that is not there', () =>
    withDatabase(kind, parts, async (database) => {
      const there = new Set(
        (await structureOf(database)).flatMap(({ name, columns }) =>
          columns.map((column) => `${name}.${column.name}`),
        ),
      );
      const declared = parts.flatMap(({ people = [], places = [], ages = [], columns = {} }) => [
        ...[...people, ...places, ...ages].map(({ table, column }) => `${table}.${column}`),
        ...Object.entries(columns).flatMap(([table, { nobody, hooked = {}, stays = {} }]) =>
          [...nobody, ...Object.keys(hooked), ...Object.keys(stays)].map(
            (column) => `${table}.${column}`,
          ),
        ),
      ]);

      expect(declared.filter((one) => !there.has(one))).toEqual([]);
    }));
});

describe('what is declared', () => {
  const tables = parts.flatMap(({ columns = {} }) => Object.entries(columns));

  test('calls no column nobody’s that looks like somebody’s', () => {
    const suspicious = tables.flatMap(([table, { nobody }]) =>
      nobody.filter((column) => looksPersonal.test(column)).map((column) => `${table}.${column}`),
    );

    // A hash that stands for a person whose salt is gone says nothing of him.
    expect(suspicious).toEqual(['audit.actor_hash']);
  });

  test('names only hooks that the program has', () => {
    const named = tables.flatMap(([, { hooked = {} }]) => Object.values(hooked));

    expect(named.filter((name) => !hooks.includes(name))).toEqual([]);
  });

  test('gives a reason for everything that stays', () => {
    const reasons = tables.flatMap(([, { stays = {} }]) => Object.values(stays));

    for (const reason of reasons) expect(reason.split(' ').length).toBeGreaterThan(5);
  });
});
