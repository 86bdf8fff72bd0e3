import type { Clock } from '../../src/base/clock.ts';
import { lifetime } from '../../src/base/lifetime.ts';
import type { Log } from '../../src/base/log.ts';
import { type Random, systemRandom } from '../../src/base/random.ts';
import { channelId, spaceId } from '../../src/base/ids.ts';
import { configShape } from '../../src/app/config-schema.ts';
import { guardSettings } from '../../src/app/guard-settings.ts';
import { openSettingsParts } from '../../src/app/settings.ts';
import { auditPart } from '../../src/core/audit/tables.ts';
import { coreTexts } from '../../src/core/core-texts.ts';
import { type Jobs, type JobRunner, startJobs } from '../../src/core/jobs/jobs.ts';
import { jobStore } from '../../src/core/jobs/store.ts';
import { jobsPart } from '../../src/core/jobs/tables.ts';
import { freshKey } from '../../src/core/secrets/keyring.ts';
import { secrets } from '../../src/core/secrets/secrets.ts';
import { secretStore } from '../../src/core/secrets/store.ts';
import { secretsPart } from '../../src/core/secrets/tables.ts';
import { settingsPart } from '../../src/core/settings/tables.ts';
import { textBook } from '../../src/core/texts/texts.ts';
import { type Database, migrate, openDatabase } from '../../src/storage/index.ts';

export const settingsTables = [settingsPart, auditPart, jobsPart, secretsPart] as const;

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: Random;
  /** Absent: the real ones, which look into the database every half minute. */
  readonly jobs?: Jobs;
  /** One that has `settingsTables`; absent: a fresh one in memory. */
  readonly database?: Database;
  /** Where that PostgreSQL is, to hear at once what others change there. */
  readonly url?: string;
}

/** Jobs that are remembered by the clock alone. */
function clockJobs(clock: Clock): Jobs {
  const runners = new Map<string, JobRunner>();
  const waiting = new Map<string, () => void>();
  return {
    run(kind, runner) {
      runners.set(kind, runner);
      return () => runners.delete(kind);
    },
    at({ id, kind, payload, dueAtMs }) {
      const run = () =>
        void runners.get(kind)?.(payload, new AbortController().signal, {
          ...{ id, turnAtMs: dueAtMs, attempt: 1 },
        });
      waiting.set(id, clock.after(dueAtMs - clock.now(), run));
      return Promise.resolve();
    },
    every: () => Promise.resolve(),
    cron: () => Promise.resolve(),
    pending: () => Promise.resolve([]),
    cancel(id) {
      waiting.get(id)?.();
      return Promise.resolve(waiting.delete(id));
    },
  };
}

/** Settings and audit as the dashboard's ports, with two spaces that the bot is in. */
export async function settingsForPage(parts: Parts) {
  const { settings, settingsDesk, audit, life } = await settingsBench({
    ...parts,
    jobs: clockJobs(parts.clock),
  });
  const texts = textBook();
  texts.add(coreTexts);
  settings.declare(guardSettings);
  settingsDesk.runStaged();
  const town = { space: spaceId('discord:9001'), spaceName: 'Castle Town' };
  const general = { id: channelId('discord/42'), name: '#general' };
  return {
    life,
    audit,
    settings: {
      ...{ settings, desk: settingsDesk, say: texts.in('en') },
      places: () => [
        { space: spaceId('irc:libera:#castle'), spaceName: '#castle' },
        ...[town, { ...town, channel: general }],
      ],
    },
  };
}

/** Settings, their desk and the audit as the program wires them, on a database in memory. */
export async function settingsBench(bench: Parts) {
  const { clock, log, random, database: given } = bench;
  const database = given ?? (await openDatabase(':memory:'));
  if (!given) await migrate(database, settingsTables, clock.now());
  const life = lifetime('settings');
  const key = freshKey(systemRandom);
  const ring = { keys: [key] };
  const sealed = secrets({
    store: secretStore(database),
    clock,
    keys: { read: () => ring, ready: () => ring },
  });
  const jobs =
    bench.jobs ??
    startJobs({ store: jobStore(database), clock, log, life, random, alerts: { raise: () => {} } });
  const config = configShape.parse(bench.url === undefined ? {} : { database: bench.url });
  const parts = await openSettingsParts(database, {
    ...{ config, clock, random, log, life, secrets: sealed, jobs },
  });
  return { ...parts, database, life, secrets: sealed };
}
