import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { parts } from '../../src/app/database.ts';
import { migrate, openDatabase } from '../../src/storage/index.ts';
import { everyDatabase } from '../support/databases.ts';

const script = readFileSync('deploy/postgres-roles.sql', 'utf8');

/** A fresh database with the two roles of the script; roles belong to the whole server, so each test has its own. */
async function withRoles() {
  const suffix = randomBytes(4).toString('hex');
  const [owner, app] = [`castellan_owner_${suffix}`, `castellan_app_${suffix}`];
  const { url, remove } = await everyDatabase.find(({ kind }) => kind === 'postgres')!.fresh();
  const named = script.replaceAll('castellan_owner', owner).replaceAll('castellan_app', app);
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  onTestFinished(async () => {
    await admin.end();
    await remove();
    const server = new pg.Client({ connectionString: `${inject('postgresUrl')}/postgres` });
    await server.connect();
    await server.query(`drop role ${owner}; drop role ${app}`);
    await server.end();
  });
  const runScript = async () => {
    await admin.query(named);
    await admin.query(`alter role ${owner} password 'o'; alter role ${app} password 'a'`);
  };
  const as = (role: string, password: string) => {
    const at = new URL(url);
    Object.assign(at, { username: role, password });
    return at.href;
  };
  return { admin, runScript, url, ownerUrl: as(owner, 'o'), appUrl: as(app, 'a') };
}

async function opened(url: string) {
  const database = await openDatabase(url);
  onTestFinished(() => database.close());
  return database;
}

/** A value for a column of this type. */
const sample: Readonly<Record<string, unknown>> = {
  ...{ text: 'x', bigint: 7, integer: 7, bytea: Buffer.from('x') },
};

/** Every verb that a store uses, on every table that there is. */
async function useEveryTable(url: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ table: string; columns: string[]; types: string[] }>(
    `select table_name as table, array_agg(column_name::text) as columns, array_agg(data_type::text) as types
     from information_schema.columns where table_schema = 'public' group by table_name order by 1`,
  );
  for (const { table, columns, types } of rows) {
    const marks = columns.map((_column, at) => `$${at + 1}`).join(', ');
    const values = types.map((type) => sample[type] ?? null);
    const [first] = columns;
    await client.query('begin');
    await client.query(
      `insert into ${table} (${columns.join(', ')}) values (${marks}) on conflict do nothing`,
      values,
    );
    await client.query(`select * from ${table} for update`);
    await client.query(`update ${table} set ${first} = ${first}`);
    await client.query(`delete from ${table}`);
    await client.query('rollback');
  }
  await client.end();
  return rows.map(({ table }) => table);
}

test('the role of the app does all the work of the stores, and can make, change and drop nothing', async () => {
  const { runScript, ownerUrl, appUrl } = await withRoles();
  await runScript();
  await migrate(await opened(ownerUrl), parts, 1);
  const tables = await useEveryTable(appUrl);
  expect(tables.length).toBeGreaterThan(5);

  const app = new pg.Client({ connectionString: appUrl });
  await app.connect();
  onTestFinished(() => app.end());
  const forbidden = [
    'create table x (a text)',
    'create temporary table x (a text)',
    'create schema x',
    'create index x on jobs (kind)',
    'create view x as select 1',
    ...tables.flatMap((table) => [
      `drop table ${table}`,
      `alter table ${table} add column x text`,
      `truncate ${table}`,
      `alter table ${table} owner to current_user`,
    ]),
  ];
  for (const statement of forbidden)
    await expect(app.query(statement), statement).rejects.toThrow(
      /permission denied|must be owner/,
    );
});

test('starting with nothing to migrate needs no rights over tables', async () => {
  const { runScript, ownerUrl, appUrl } = await withRoles();
  await runScript();
  const app = await opened(appUrl);
  await expect(migrate(app, parts, 1)).rejects.toThrow(/permission denied/);
  await migrate(await opened(ownerUrl), parts, 1);

  expect(await migrate(app, parts, 2)).toEqual([]);
});

test('the script takes over what another role made before, and can be run again', async () => {
  const { admin, runScript, url, appUrl } = await withRoles();
  await migrate(await opened(url), parts, 1);
  await runScript();
  await runScript();
  await useEveryTable(appUrl);
  const { rows } = await admin.query<{ count: string }>(
    `select count(*) from pg_tables where schemaname = 'public' and tableowner not like 'castellan_owner%'`,
  );

  expect(rows).toEqual([{ count: '0' }]);
});
