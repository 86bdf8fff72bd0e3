import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { everyDatabase } from '../../test/support/databases.ts';
import {
  type Database,
  type MoveProgress,
  type Part,
  migrate,
  moveDatabase,
  moveStage,
  openDatabase,
  takeIntoUse,
} from './index.ts';
import { tablesOf } from './schema.ts';
import { fingerprintOf } from './table-rows.ts';

const pets: Part = {
  part: 'pets',
  migrations: [
    {
      name: '001-start',
      up: [
        'create table owners (id text not null primary key)',
        `create table animals (owner text not null references owners (id), name text not null,
          born bigint, weight double precision, note text, primary key (owner, name))`,
        'create table empty_one (a bigint not null primary key)',
        'create table counter (id bigint not null primary key, seq bigint not null)',
        'insert into counter (id, seq) values (1, 0)',
      ],
    },
    {
      name: '002-numbers',
      up: {
        sqlite: ['create table seen (id integer primary key autoincrement, picture blob)'],
        postgres: [
          'create table seen (id bigint generated always as identity primary key, picture bytea)',
        ],
      },
    },
  ],
};

const [sqlite, postgres] = [
  everyDatabase.find(({ kind }) => kind === 'sqlite')!,
  everyDatabase.find(({ kind }) => kind === 'postgres')!,
];

async function fresh({ fresh: make }: (typeof everyDatabase)[number]): Promise<Database> {
  const { url, remove } = await make();
  const database = await openDatabase(url);
  onTestFinished(async () => {
    await database.close();
    await remove();
  });
  return database;
}

interface Animal {
  readonly name: string;
  readonly born: number | null;
  readonly weight: number | null;
  readonly note: string | null;
}

async function fill({ queries }: Database, animals: readonly Animal[]): Promise<void> {
  await sql`insert into owners values ('ann'), ('zoë')`.execute(queries);
  await sql`update counter set seq = 17`.execute(queries);
  for (const { name, born, weight, note } of animals)
    await sql`insert into animals values ('ann', ${name}, ${born}, ${weight}, ${note})`.execute(
      queries,
    );
  for (const picture of [Buffer.from([0, 1, 255]), null])
    await sql`insert into seen (picture) values (${picture})`.execute(queries);
}

const some = (count: number): readonly Animal[] =>
  Array.from({ length: count }, (_none, at) => ({
    ...{
      name: `pet ${at}`,
      born: 1_800_000_000_000 + at,
      weight: at / 3,
      note: at % 2 ? 'x' : null,
    },
  }));

async function moving(source: Database, target: Database, onProgress = (_: MoveProgress) => {}) {
  return moveDatabase({ source, target, owner: target, parts: [pets], nowMs: 5, onProgress });
}

/** Makes a database change what is put into it. */
const spoiling = {
  sqlite: ['create trigger spoil after insert on animals begin update animals set born = 1; end'],
  postgres: [
    `create function spoil() returns trigger language plpgsql as
      'begin new.born = 1; return new; end'`,
    'create trigger spoil before insert on animals for each row execute function spoil()',
  ],
} as const;

/** Everything in it, table by table. */
async function contentsOf(database: Database) {
  const tables = await tablesOf(database);
  const data = tables.filter(({ name }) => !name.startsWith('castellan_'));
  return Promise.all(
    data.map(async (table) => [table.name, await fingerprintOf(database, table)] as const),
  );
}

describe.each([
  { from: sqlite, to: postgres },
  { from: postgres, to: sqlite },
])('moving from $from.kind to $to.kind', ({ from, to }) => {
  test('brings everything, in the order that references need, and counts on', async () => {
    const [source, target] = [await fresh(from), await fresh(to)];
    await migrate(source, [pets], 1);
    await fill(source, some(1234));
    const before = await contentsOf(source);
    const told: MoveProgress[] = [];
    const moved = await moving(source, target, (progress) => told.push(progress));

    expect(moved).toEqual({ tables: 5, rows: 1239 });
    expect(await contentsOf(target)).toEqual(before);
    expect(await contentsOf(source)).toEqual(before);
    expect(told.filter(({ step, table }) => step === 'copying' && table === 'animals')).toEqual(
      [500, 1000, 1234].map((rows) => ({ step: 'copying', table: 'animals', rows, of: 1234 })),
    );
    await sql`insert into seen (picture) values (null)`.execute(target.queries);
    const { rows } = await sql<{ id: number }>`select max(id) as id from seen`.execute(
      target.queries,
    );
    expect(rows).toEqual([{ id: 3 }]);
  });

  test('goes on where it was interrupted, and until then the target is refused', async () => {
    const [source, target] = [await fresh(from), await fresh(to)];
    await migrate(source, [pets], 1);
    await fill(source, some(1800));
    const stop = new Error('the power went');
    const interrupted = moving(source, target, (progress) => {
      if (progress.table === 'animals' && progress.step === 'copying' && progress.rows === 1000)
        throw stop;
    });
    await expect(interrupted).rejects.toBe(stop);
    expect(await moveStage(target)).toBe('copying');
    await expect(migrate(target, [pets], 1)).rejects.toMatchObject({
      ...{
        code: 'database-half-moved',
        message: expect.stringMatching(/db move.* again/) as string,
      },
    });

    const copied: number[] = [];
    await moving(source, target, (progress) => {
      if (progress.table === 'animals' && progress.step === 'copying') copied.push(progress.rows);
    });

    expect(copied).toEqual([1500, 1800]);
    expect(await contentsOf(target)).toEqual(await contentsOf(source));
    expect(await migrate(target, [pets], 1)).toEqual([]);
  });

  test('copies anew what changed in the source since a part was copied', async () => {
    const [source, target] = [await fresh(from), await fresh(to)];
    await migrate(source, [pets], 1);
    await fill(source, some(600));
    await moving(source, target);
    await sql`update animals set note = 'changed' where name = 'pet 7'`.execute(source.queries);
    await sql`insert into empty_one values (1)`.execute(source.queries);
    const told: MoveProgress[] = [];
    await moving(source, target, (progress) => told.push(progress));

    expect(told.filter(({ step }) => step === 'again').map(({ table }) => table)).toEqual([
      'animals',
      'empty_one',
    ]);
    expect(await contentsOf(target)).toEqual(await contentsOf(source));
  });

  test('gives up, and says so, when the two sides go on to differ', async () => {
    const [source, target] = [await fresh(from), await fresh(to)];
    await migrate(source, [pets], 1);
    await fill(source, some(3));
    await moving(source, target);
    for (const statement of spoiling[target.dialect])
      await sql.raw(statement).execute(target.queries);
    await sql`update animals set note = 'changed'`.execute(source.queries);

    await expect(moving(source, target)).rejects.toThrow(/animals differs .* Nothing was switched/);
    expect(await moveStage(target)).toBe('copying');
  });

  test('refuses a target that holds data, was used since, or belongs to another move', async () => {
    const [source, target, other] = [await fresh(from), await fresh(to), await fresh(from)];
    for (const database of [source, other]) await migrate(database, [pets], 1);
    const full = await fresh(to);
    await migrate(full, [pets], 1);
    await expect(moving(source, full)).rejects.toThrow(/already\. (Move|Name)/);

    await moving(source, target);
    await expect(moving(other, target)).rejects.toThrow(/there is a part of/);
    await takeIntoUse(target);
    await expect(moving(source, target)).rejects.toThrow(/is not a copy any more/);
  });

  test('refuses a source of an older version', async () => {
    const [source, target] = [await fresh(from), await fresh(to)];
    await migrate(source, [{ part: 'pets', migrations: pets.migrations.slice(0, 1) }], 1);

    await expect(moving(source, target)).rejects.toThrow(/castellan migrate up/);
    expect(await moveStage(target)).toBeUndefined();
  });
});

test('rows of any text and number are the same on both sides', { timeout: 60_000 }, async () => {
  const text = fc.string({ unit: 'binary' }).map((one) => one.replaceAll('\0', '').toWellFormed());
  const animal = fc.record({
    name: text,
    born: fc.option(fc.maxSafeInteger()),
    weight: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0)),
    note: fc.option(text),
  });
  const animals = fc.sample(
    fc.uniqueArray(animal, { selector: ({ name }) => name, minLength: 20 }),
    {
      ...{ numRuns: 8, seed: 4 },
    },
  );
  for (const one of animals) {
    const [first, second, third] = [
      await fresh(sqlite),
      await fresh(postgres),
      await fresh(sqlite),
    ];
    await migrate(first, [pets], 1);
    await fill(first, one);
    await moving(first, second);
    await moving(second, third);
    expect(await contentsOf(third)).toEqual(await contentsOf(first));
  }
});

test('text that PostgreSQL cannot keep stops the move with words, and nothing is lost', async () => {
  const [source, target] = [await fresh(sqlite), await fresh(postgres)];
  await migrate(source, [pets], 1);
  await fill(source, [{ name: 'nul \0', born: null, weight: null, note: null }]);

  await expect(moving(source, target)).rejects.toThrow(/Rows of animals could not be written/);
  expect(await moveStage(target)).toBe('copying');
});
