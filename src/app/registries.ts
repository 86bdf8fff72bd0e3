import type { ActorId } from '../base/ids.ts';
import { actorId } from '../base/ids.ts';
import type { Clock } from '../base/clock.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import type { Random } from '../base/random.ts';
import { type OwnAlerts, alerts } from '../core/alerts/alerts.ts';
import type { Audit } from '../core/audit/audit.ts';
import { type Catalogue, catalogue } from '../core/commands/catalogue.ts';
import { moduleSwitch } from '../core/commands/module-switch.ts';
import { confirmations } from '../core/commands/confirmations.ts';
import { type OwnSlashMenu, openSlashMenu } from '../core/commands/open-slash-menu.ts';
import { refusals } from '../core/commands/refusals.ts';
import type { OwnPorts, Ports, Product } from '../core/commands/ports.ts';
import { coreTexts } from '../core/core-texts.ts';
import { extensionTexts } from '../core/extensions/extension-texts.ts';
import { type HookBus, hookBus } from '../core/hooks/bus.ts';
import { hookDesk, hookSettings } from '../core/hooks/hook-desk.ts';
import { hookTexts } from '../core/hooks/hook-texts.ts';
import type { Health } from '../core/health/health.ts';
import { healthSettings } from '../core/health/health-settings.ts';
import { healthTexts } from '../core/health/health-texts.ts';
import type { JobDesk } from '../core/jobs/desk.ts';
import { jobTexts } from '../core/jobs/job-texts.ts';
import { type Jobs, startJobs } from '../core/jobs/jobs.ts';
import { restingJobs } from '../core/jobs/resting-jobs.ts';
import { jobStore } from '../core/jobs/store.ts';
import { type Keep, openKeep } from '../core/keep/keep.ts';
import { keepStore } from '../core/keep/store.ts';
import { marketTexts } from '../core/market/market-texts.ts';
import { type Metrics, metrics } from '../core/metrics/metrics.ts';
import { openPermissions } from '../core/permissions/permissions.ts';
import { grantStore } from '../core/permissions/store.ts';
import { type Secrets, secrets } from '../core/secrets/secrets.ts';
import { secretStore } from '../core/secrets/store.ts';
import { type TextBook, textBook } from '../core/texts/texts.ts';
import { traces } from '../core/trace.ts';
import type { Module } from '../sdk/index.ts';
import type { Database } from '../storage/index.ts';
import type { Config } from './config-schema.ts';
import { ConnectionBoard } from './connections.ts';
import { type SharedMemory, openSharedMemory } from './shared-memory.ts';
import { KnownPlaces } from './known-places.ts';
import { databaseDesk } from './database-desk.ts';
import { openOwnHealth } from './health.ts';
import { watchHooks } from './hooks.ts';
import type { LogTap } from './log-tap.ts';
import { openSettingsParts } from './settings.ts';
import { keySource } from './secrets-key.ts';

/** What the parts of the running program share. */
export interface Registries {
  /** Everything but what is built on the rest: what guards, the backups, what has to do with modules, and why it does not answer. */
  readonly ports: Omit<
    Ports,
    | 'ai'
    | 'guard'
    | 'lab'
    | 'raids'
    | 'eventLog'
    | 'announcements'
    | 'rules'
    | 'automations'
    | 'backups'
    | 'imports'
    | 'diagnose'
    | 'moderation'
    | 'review'
    | 'people'
    | 'appeals'
    | 'gate'
    | 'privacy'
    | 'speak'
    | 'storage'
    | 'extensions'
    | 'market'
    | keyof OwnPorts
  >;
  readonly catalogue: Catalogue;
  readonly menu: OwnSlashMenu;
  readonly metrics: Metrics;
  readonly jobs: Jobs & JobDesk;
  readonly hooks: HookBus;
  readonly health: Health;
  readonly audit: Audit;
  readonly keep: Keep;
  readonly memory: SharedMemory;
  readonly secrets: Secrets;
  readonly board: ConnectionBoard;
  readonly places: KnownPlaces;
  /** Alerts that are told otherwise. */
  readonly hush: OwnAlerts['hush'];
}

export interface Surroundings {
  readonly config: Config;
  readonly product: Product;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly life: Lifetime;
  /** Where the log can be followed; made where it is missing. */
  readonly logTap?: LogTap;
  /** Whether this process ends after one command: it does no jobs. */
  readonly onlyOneCommand?: boolean;
  /** Modules besides the built-in ones. */
  readonly modules?: readonly Module[];
  /** Ends the program in order and starts it again. Absent: nobody would start it again. */
  readonly restart?: () => void;
}

/** Opens every registry on the database; from here on decisions are made in memory. */
export async function openRegistries(
  database: Database,
  { config, product, clock, random, log, life, onlyOneCommand = false }: Surroundings,
): Promise<Registries> {
  const told = alerts({ clock, log });
  const working = startJobs({
    ...{ store: jobStore(database), clock, random, log, alerts: told },
    life: life.child('jobs'),
  });
  const jobs = onlyOneCommand ? { ...working, ...restingJobs(working) } : working;
  const sealed = secrets({ store: secretStore(database), clock, keys: keySource(config, random) });
  const { audit, permissions, settings, settingsDesk } = await openRules(database, {
    ...{ config, clock, random, log, life: life.child('settings'), secrets: sealed, jobs },
    onlyOneCommand,
  });
  const texts = coreWords();
  settings.declare({ ...hookSettings, ...healthSettings });
  const hooks = hookBus({ clock, log, alerts: told });
  hooks.hearOnly(moduleSwitch(settings));
  const counted = countingOn(database);
  watchHooks(hooks, counted);
  const memory = await openSharedMemory(config, { clock, life, log });
  const commands = catalogue();
  const board = new ConnectionBoard();
  const keep = await openKeep(keepStore(database), log, life);
  const menu = openSlashMenu({
    ...{ catalogue: commands, settings, alerts: told, clock, life: life.child('slash-menu') },
    ...{ keep: onlyOneCommand ? withoutSaving(keep) : keep, uses: () => counted.uses() },
  });
  const desk = hookDesk(hooks, settings);
  const health = openOwnHealth({
    ...{ clock, log, life: life.child('health'), product, database, keep, alerts: told },
    ...{ metrics: counted, jobs, board, bus: hooks, hooks: desk },
  });
  return {
    ports: {
      ...{ clock, random, settings, settingsDesk, audit, permissions, texts, product },
      ...{ refusals: refusals(clock), traces: traces(clock), alerts: told },
      ...{ catalogue: commands, jobs, cache: memory.cache },
      ...{ hooks: desk, announce: hooks.announce, health, database: databaseDesk(database) },
      confirmations: confirmations(clock, random),
      connections: board,
      ...{ tally: () => counted.tally(), slashMenu: menu },
    },
    ...{ catalogue: commands, metrics: counted, jobs, hooks },
    ...{ health, memory, secrets: sealed, audit },
    ...{ places: new KnownPlaces(clock), hush: (covers) => told.hush(covers) },
    ...{ keep, menu, board },
  };
}

function coreWords(): TextBook {
  const texts = textBook();
  for (const some of [coreTexts, jobTexts, hookTexts, healthTexts, extensionTexts, marketTexts])
    texts.add(some);
  return texts;
}

/** What holds where, who may do what, and who did what. */
async function openRules(database: Database, parts: Parameters<typeof openSettingsParts>[1]) {
  const { config, clock } = parts;
  const permissions = await openPermissions({
    store: grantStore(database),
    clock,
    owners: ownersOf(config),
  });
  return { ...(await openSettingsParts(database, parts)), permissions };
}

/** A process that ends after one command counts nothing, and must not write over what another one keeps. */
const withoutSaving = (keep: Keep): Pick<Keep, 'load' | 'save'> => ({
  load: (name) => keep.load(name),
  save: () => {},
});

function countingOn(database: Database): Metrics {
  const counted = metrics();
  counted.series({
    name: 'castellan_database_queries_total',
    help: 'Statements sent to the database',
    type: 'counter',
    labels: [],
    read: () => [{ labels: {}, count: database.count() }],
  });
  return counted;
}

/** The console on this machine belongs to whoever runs the program. */
export const consoleActor: ActorId = actorId('console:local');

const ownersOf = ({ owners }: Config): ReadonlySet<ActorId> =>
  new Set([consoleActor, ...owners.map((owner) => actorId(owner.toLowerCase()))]);
