import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { communityId } from '../../../src/base/ids.ts';
import {
  type CaseStore,
  caseStatistics,
  caseStore,
  casesPart,
} from '../../../src/moderation/cases/index.ts';
import { migrate, openDatabase } from '../../../src/storage/index.ts';
import { postgresServer } from '../../support/postgres-server.ts';
import type { Row, Scenario, Subject } from '../measurement.ts';
import { Rounds } from '../statistics.ts';

const community = communityId('discord:1');
const people = 50_000;
/** Cases lie this far apart: a million are two years. */
const apartMs = 63_000;
const startMs = Date.UTC(2025, 0, 1);

/** Sends a statement to the driver by hand: what a store cannot be faster than. */
interface Bare {
  readonly subject: Extract<Subject, 'better-sqlite3' | 'pg'>;
  run(statement: string): unknown;
  history(target: string): unknown;
  counts(target: string): unknown;
  close(): unknown;
}

const columns = `community, number, kind, state, target, by_actor, via, reason, at, connection,
  platform, space, channel, place_name, amount`;
const values = (n: string): string => `'${community}', ${n},
  case ${n} % 5 when 0 then 'ban' when 1 then 'kick' when 2 then 'mute' else 'warn' end,
  case ${n} % 7 when 0 then 'ended' else 'open' end, 'discord:' || (${n} * 7919 % ${people}),
  'discord:9' || (${n} % 20), 'chat', 'spam in channel ' || (${n} % 9), ${startMs} + ${n} * ${apartMs},
  'discord', 'discord', '${community}', 'discord/2', 'Castle', 1`;

const rest = (count: number): readonly string[] => [
  `insert into case_counters select community, target, kind, count(*) from cases group by community, target, kind`,
  `insert into case_names select distinct community, target, 'person ' || target, ${startMs}, ${startMs} from cases`,
  `insert into case_names select distinct community, by_actor, 'staff ' || by_actor, ${startMs}, ${startMs} from cases`,
  `insert into case_numbers values ('${community}', ${count})`,
  'analyze',
];

function bareSqlite(path: string): Bare {
  const file = new Sqlite(path);
  const history = file.prepare(
    'select * from cases where community = ? and target = ? order by number desc limit 10',
  );
  const counts = file.prepare('select * from case_counters where community = ? and actor = ?');
  return {
    subject: 'better-sqlite3',
    run: (statement) => file.exec(statement),
    history: (target) => history.all(community, target),
    counts: (target) => counts.all(community, target),
    close: () => file.close(),
  };
}

function barePostgres(url: string): Bare {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  // The server is taken away while a connection may still be closing.
  pool.on('error', () => {});
  return {
    subject: 'pg',
    run: (statement) => pool.query(statement),
    history: (target) =>
      pool.query(
        'select * from cases where community = $1 and target = $2 order by number desc limit 10',
        [community, target],
      ),
    counts: (target) =>
      pool.query('select * from case_counters where community = $1 and actor = $2', [
        community,
        target,
      ]),
    close: () => pool.end(),
  };
}

const generated = (subject: Bare['subject'], count: number): string =>
  subject === 'pg'
    ? `insert into cases (${columns}) select ${values('n')} from generate_series(1::bigint, ${count}) n`
    : `insert into cases (${columns}) with recursive s(n) as (select 1 union all select n + 1 from s where n < ${count}) select ${values('n')} from s`;

async function msEach(count: number, turn: (at: number) => unknown): Promise<number> {
  const from = performance.now();
  for (let at = 0; at < count; at += 1) await turn(at);
  return (performance.now() - from) / count;
}

const personAt = (at: number): string => `discord:${(at * 104_729) % people}`;

interface Compared {
  readonly what: string;
  readonly own: (store: CaseStore, at: number) => Promise<unknown>;
  readonly other: (bare: Bare, at: number) => unknown;
}

const compared: readonly Compared[] = [
  {
    what: 'ten newest cases of a person, with names',
    own: (store, at) => store.history(community, { target: personAt(at) }),
    other: (bare, at) => bare.history(personAt(at)),
  },
  {
    what: 'how many count against a person',
    own: (store, at) => store.counts(community, personAt(at)),
    other: (bare, at) => bare.counts(personAt(at)),
  },
];

interface Effort {
  readonly engine: string;
  readonly url: string;
  readonly bare: Bare;
  readonly cases: number;
  readonly rounds: number;
  readonly turns: number;
}

async function onEngine({ engine, url, bare, cases, rounds, turns }: Effort): Promise<Row[]> {
  const database = await openDatabase(url);
  await migrate(database, [casesPart], 0);
  await bare.run(generated(bare.subject, cases));
  for (const statement of rest(cases)) await bare.run(statement);
  const store = caseStore(database);
  const rows: Row[] = [];
  for (const { what, own, other } of compared) {
    const found = new Rounds();
    for (let round = -1; round < rounds; round += 1) {
      const mine = await msEach(turns, (at) => own(store, at));
      const bareMs = await msEach(turns, (at) => other(bare, at));
      if (round < 0) continue;
      found.note(round, 'castellan', mine);
      found.note(round, bare.subject, bareMs);
    }
    const [values, ratio] = [found.values(), found.ratio('castellan', bare.subject)];
    rows.push({
      ...{ scenario: 'cases', what: `${what}, ${engine}`, unit: 'ms', values, ratio },
      against: bare.subject,
    });
  }
  rows.push(...(await alone({ engine, store, bare, cases, turns })));
  await bare.close();
  await database.close();
  return rows;
}

interface Alone extends Pick<Effort, 'engine' | 'bare' | 'cases' | 'turns'> {
  readonly store: CaseStore;
}

/** What has no bare statement to be held against, against the ten newest of a person. */
async function alone({ engine, store, bare, cases, turns }: Alone): Promise<Row[]> {
  const nowMs = startMs + cases * apartMs;
  const asked: Readonly<Record<string, () => Promise<unknown>>> = {
    'the ten newest of all': () => store.history(community),
    'thirty days by action and day': () =>
      caseStatistics(store, { community, nowMs, zone: 'Europe/Paris' }),
    'people by a part of a name': () => store.people(community, 'discord:4711', 10),
    'a case written and settled': async () => {
      const { made } = await store.open({
        ...{ community, kind: 'ban', state: 'pending', target: 'discord:1', by: 'discord:90' },
        ...{ via: 'chat', reason: 'spam', atMs: nowMs, count: 1, marks: ['1'], evidence: [] },
        ...{ evidenceUntilMs: 0, names: [{ actor: 'discord:1', name: 'one' }] },
        place: {
          ...{ connection: 'discord', platform: 'discord', space: community },
          ...{ channel: 'discord/2', name: 'Castle' },
        },
      });
      await store.settle(made, { atMs: nowMs });
    },
  };
  const base = await msEach(turns, (at) => bare.history(personAt(at)));
  const rows: Row[] = [];
  for (const [what, ask] of Object.entries(asked)) {
    await ask();
    const castellan = await msEach(Math.ceil(turns / 10), ask);
    rows.push({
      ...{
        scenario: 'cases',
        what: `${what}, beside the ten newest, ${engine}`,
        unit: 'ms',
        ratio: castellan / base,
      },
      ...{ values: { castellan, [bare.subject]: base }, against: bare.subject },
    });
  }
  return rows;
}

/** What staff ask of a community's cases, when there are a million. */
export const caseQueries: Scenario = {
  name: 'cases',
  about: 'Queries at a million cases, on SQLite and PostgreSQL',
  async run({ quick, note }) {
    const [cases, rounds, turns] = quick ? [20_000, 1, 100] : [1_000_000, 5, 1000];
    const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-cases-'));
    const file = join(folder, 'a.db');
    const fresh = await openDatabase(file);
    await migrate(fresh, [casesPart], 0);
    await fresh.close();
    const effort = { cases, rounds, turns };
    const rows = await onEngine({ engine: 'SQLite', url: file, bare: bareSqlite(file), ...effort });
    rmSync(folder, { recursive: true, force: true });
    note('SQLite is done');
    const server = await postgresServer({ fsync: true });
    await server.start();
    const url = `${server.url}/postgres`;
    rows.push(
      ...(await onEngine({ engine: 'PostgreSQL', url, bare: barePostgres(url), ...effort })),
    );
    await server.remove();
    return rows;
  },
};
