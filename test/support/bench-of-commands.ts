import { type ManualClock, manualClock } from '../../src/base/clock.ts';
import {
  actorId,
  channelOn,
  connectionId,
  messageId,
  spaceId,
  type ActorId,
} from '../../src/base/ids.ts';
import { lifetime } from '../../src/base/lifetime.ts';
import { memoryLog, silentLog } from '../../src/base/log.ts';
import { seededRandom } from '../../src/base/random.ts';
import { refuse } from '../../src/base/result.ts';
import type { Actor } from '../../src/core/actor.ts';
import { memoryCases } from './memory-cases.ts';
import { alerts } from '../../src/core/alerts/alerts.ts';
import type { AppealDesk } from '../../src/core/appeals/desk.ts';
import { type Cache, openCache } from '../../src/core/cache/cache.ts';
import type { Card } from '../../src/core/card.ts';
import type { ModerationDesk } from '../../src/core/cases/desk.ts';
import { moduleSwitch } from '../../src/core/commands/module-switch.ts';
import { catalogue } from '../../src/core/commands/catalogue.ts';
import { auditOfCommands } from '../../src/core/commands/audited.ts';
import { confirmations } from '../../src/core/commands/confirmations.ts';
import { dispatcher } from '../../src/core/commands/dispatch.ts';
import { type Gate, openGate } from '../../src/core/commands/gate.ts';
import type { GuardLab } from '../../src/core/commands/guard-lab.ts';
import type { Levers } from '../../src/core/commands/levers.ts';
import type { RaidLevers } from '../../src/core/commands/raid-levers.ts';
import type { AutomationLevers } from '../../src/core/commands/automation-levers.ts';
import type { RuleLevers } from '../../src/core/commands/rule-levers.ts';
import type { Ports } from '../../src/core/commands/ports.ts';
import { openSlashMenu } from '../../src/core/commands/open-slash-menu.ts';
import { type SlashLimits, slashLimits } from '../../src/core/commands/slash-plan.ts';
import { refusals } from '../../src/core/commands/refusals.ts';
import { views } from '../../src/core/commands/views.ts';
import { coreTexts } from '../../src/core/core-texts.ts';
import { diagnosing } from '../../src/core/diagnosis/diagnose.ts';
import type { DatabaseDesk } from '../../src/core/database/desk.ts';
import type {
  ComponentEvent,
  InvocationEvent,
  MessageEvent,
  Place,
  ReplyTo,
} from '../../src/core/event.ts';
import { connectionCheck, errorCheck, hookCheck } from '../../src/core/health/checks.ts';
import type { Vitals } from '../../src/core/health/desk.ts';
import { openHealth } from '../../src/core/health/health.ts';
import { healthSettings } from '../../src/core/health/health-settings.ts';
import { healthTexts } from '../../src/core/health/health-texts.ts';
import { hookBus } from '../../src/core/hooks/bus.ts';
import { hookDesk, hookSettings } from '../../src/core/hooks/hook-desk.ts';
import { hookTexts } from '../../src/core/hooks/hook-texts.ts';
import type { JobDesk } from '../../src/core/jobs/desk.ts';
import { jobTexts } from '../../src/core/jobs/job-texts.ts';
import { openPermissions } from '../../src/core/permissions/permissions.ts';
import type { PrivacyDesk } from '../../src/core/privacy/desk.ts';
import type { Ability, Platform, ReplyOptions, Voice } from '../../src/core/platform.ts';
import { textBook } from '../../src/core/texts/texts.ts';
import { traces } from '../../src/core/trace.ts';
import type { Backups } from '../../src/core/backups/backups.ts';
import { openImports } from '../../src/imports/index.ts';
import type { Module } from '../../src/sdk/index.ts';
import { noAutomations } from './no-automations.ts';
import { noAi } from './no-ai.ts';
import { noBackups } from './backups.ts';
import { eventLogSettings, eventLogTexts, logGroups } from '../../src/moderation/eventlog/index.ts';
import { noAnnouncements } from './no-announcements.ts';
import { noAppeals } from './no-appeals.ts';
import { noGate } from './no-gate.ts';
import { noModeration } from './no-moderation.ts';
import { noPeople } from './no-people.ts';
import { noReview } from './no-review.ts';
import { modulePorts } from './module-ports.ts';
import { noPrivacy } from './privacy.ts';
import { memoryRules } from './memory-rules.ts';
import { settingsBench } from './settings-bench.ts';

export const connection = connectionId('libera');

export const castle: Place = {
  connection,
  platform: 'irc',
  channel: channelOn(connection, '#castle'),
  space: spaceId('irc:libera:#castle'),
  name: '#castle',
};

export const direct: Place = {
  connection,
  platform: 'irc',
  channel: channelOn(connection, '@ann'),
  name: 'ann',
};

export const person = (name: string, more: Partial<Actor> = {}): Actor => ({
  id: actorId(`irc:libera:account:${name}`),
  ...{ name, mention: name, native: name, bot: false, standing: 'member', roles: [] },
  identified: true,
  ...more,
});

/** What the bot said: the card, to whom, and how. */
export interface Reply {
  readonly card: Card;
  readonly to: ReplyTo;
  readonly options: ReplyOptions;
}

/** A platform that remembers what it was asked to say. */
export function fakePlatform(can: readonly Ability[] = []): Platform & {
  readonly replies: Reply[];
  readonly edits: { readonly message: string; readonly card: Card }[];
  readonly removed: string[];
  people: readonly Actor[];
  places: readonly Place[];
  broken: boolean;
  /** What it says of whether it may speak. */
  hears: Voice;
} {
  const replies: Reply[] = [];
  const edits: { message: string; card: Card }[] = [];
  const removed: string[] = [];
  let said = 0;
  return {
    ...{
      connection,
      kind: 'irc',
      can: new Set(can),
      replies,
      edits,
      removed,
      people: [],
      broken: false,
    },
    places: [],
    hears: { voice: 'speaks', place: castle },
    voice() {
      return Promise.resolve(this.hears);
    },
    start: () => {},
    reconnect: () => {},
    status: () => ({
      ...{ connection, platform: 'irc', link: { state: 'online', sinceMs: 0 } },
      ...{ server: 'irc.test', spaces: 1, members: 3, warnings: [], latencyMs: 12.4 },
    }),
    say: () => Promise.resolve({}),
    more: () => Promise.resolve(undefined),
    reply(to, card, options = {}) {
      if (this.broken) return Promise.reject(new Error('the link is down'));
      replies.push({ to, card, options });
      said += 1;
      return Promise.resolve({ message: messageId(`said-${said}`) });
    },
    edit(_where, message, card) {
      edits.push({ message, card });
      return Promise.resolve();
    },
    ask: () => Promise.resolve(),
    complete: () => Promise.resolve(),
    declare: () => Promise.resolve('same'),
    remove(_where, message) {
      removed.push(message);
      return Promise.resolve();
    },
    findActor(_where, text) {
      return Promise.resolve(this.people.find(({ name }) => name === text));
    },
    findThing(_where, _kind, text) {
      const place = this.places.find(({ name }) => name === text);
      return Promise.resolve(place && { id: place.channel, name: place.name, place });
    },
  };
}

/** A guard that holds nobody back. */
const idleLevers: Levers = {
  decisions: () => ({ allowed: 0, refused: 0, byStage: [] }),
  held: () => [],
  channels: () => [],
  near: () => [],
  limits: () => ({
    ...{ window: { max: 5, windowMs: 5000 }, sameCommand: { max: 3, windowMs: 5000 } },
    ...{ buckets: [{ category: 'basic', perMinute: 20, burst: 20 }], noticeEveryMs: 30_000 },
    ...{ channel: { max: 8, windowMs: 10_000, silenceMs: 30_000 } },
    ...{ strikes: { max: 3, muteMs: 300_000 } },
    violations: { max: 10, windowMs: 600_000, banMs: 300_000, longestBanMs: 86_400_000 },
    modes: {
      ...{ sanction: 'live', window: 'live', bucket: 'live' },
      ...{ channel: 'live', cooldown: 'live' },
    },
  }),
  hold: () => {},
  cooldowns: () => [],
  cooldownSetting: (command) => `guard.cooldownSeconds.${command}`,
  clearCooldowns: () => 0,
  output: () => [],
  standing: () => ({
    ...{ inWindow: 0, windowMax: 5, left: [], strikes: 0, violations: 0, bans: 0, held: [] },
  }),
  unmute: () => false,
  unban: () => false,
  reset: () => {},
  lift: () => false,
};

const noJob: JobDesk = {
  list: () => Promise.resolve([]),
  history: (job) => Promise.resolve(refuse('jobs.unknown', { job })),
  pause: (job) => Promise.resolve(refuse('jobs.unknown', { job })),
  resume: (job) => Promise.resolve(refuse('jobs.unknown', { job })),
  runNow: (job) => Promise.resolve(refuse('jobs.unknown', { job })),
};

/** Nothing was recorded, and nobody would be refused. */
const emptyLab: GuardLab = {
  replay: ({ where }) => Promise.resolve(refuse('guard replay.no-facts', { place: where.name })),
  simulate: ({ count }) => ({ letIn: count, byStage: [], happened: [] }),
  explain: () => ({ held: [], last: [], limits: {} }),
};

/** Nowhere is a raid. */
const idleRaids: RaidLevers = {
  status: () => [],
  find: () => undefined,
  turn: () => Promise.resolve(refuse('raid lift.none')),
  lift: () => Promise.resolve(refuse('raid lift.none')),
};

const idleVitals: Vitals = {
  ...{ cpuPercent: 3, memoryBytes: 100 * 2 ** 20, heapBytes: 50 * 2 ** 20, handles: 12 },
  ...{ lagMs: 1, worstLagMs: 4, upMs: 60_000, messages: 1, commands: 1, errors: 0, places: 1 },
  runtime: 'Node 24',
};

const wholeDatabase: DatabaseDesk = {
  stats: () =>
    Promise.resolve({
      ...{ dialect: 'sqlite', place: 'data/castellan.db', bytes: 5 * 2 ** 20, statements: 7 },
      tables: [
        { table: 'kept', rows: 2 },
        { table: 'facts', rows: 4000 },
      ],
    }),
  tidy: () => Promise.resolve(0),
  check: () => Promise.resolve({ damage: [], waiting: 0 }),
};

/** The command core with these modules, in memory, on a clock that moves when told. */
export async function bench(
  modules: readonly Module[],
  {
    can = [],
    owners = [],
    gate = openGate,
    guard = idleLevers,
    jobs = noJob,
    clock = manualClock(),
    cache = openCache({ clock, log: silentLog }),
    lab = emptyLab,
    backups = noBackups,
    around = (platform) => platform,
    raids = idleRaids,
    moderation = noModeration,
    appeals = noAppeals,
    rules = memoryRules(clock).levers,
    automations = noAutomations,
    database = wholeDatabase,
    privacy = noPrivacy,
    menuLimits = slashLimits,
  }: {
    can?: readonly Ability[];
    owners?: readonly ActorId[];
    gate?: Gate;
    guard?: Levers;
    jobs?: JobDesk;
    clock?: ManualClock;
    cache?: Cache;
    lab?: GuardLab;
    backups?: Backups;
    /** What stands between the commands and the platform. */
    around?: (platform: Platform) => Platform;
    raids?: RaidLevers;
    moderation?: ModerationDesk;
    appeals?: AppealDesk;
    rules?: RuleLevers;
    automations?: AutomationLevers;
    database?: DatabaseDesk;
    privacy?: PrivacyDesk;
    menuLimits?: SlashLimits;
  } = {},
) {
  const log = memoryLog();
  const random = seededRandom(7);
  const platform = fakePlatform(can);
  const { settings, settingsDesk, audit, secrets } = await settingsBench({ clock, log, random });
  const permissions = await openPermissions({
    store: {
      all: () => Promise.resolve([]),
      add: () => Promise.resolve(),
      remove: () => Promise.resolve(true),
    },
    clock,
    owners: new Set(owners),
  });
  const texts = textBook();
  texts.add(coreTexts);
  texts.add(jobTexts);
  texts.add(hookTexts);
  texts.add(healthTexts);
  texts.add(eventLogTexts);
  settings.declare({ ...hookSettings, ...healthSettings, ...eventLogSettings });
  const told = alerts({ clock, log });
  const hooks = hookBus({ clock, log, alerts: told });
  hooks.hearOnly(moduleSwitch(settings));
  const desk = hookDesk(hooks, settings);
  const life = lifetime('bench');
  const health = openHealth({
    ...{ clock, log, alerts: told, life, vitals: () => idleVitals },
    ...{ past: { load: () => undefined, save: () => Promise.resolve() }, changed: () => {} },
  });
  const sums = { commands: 0, errors: 0 };
  health.add(connectionCheck(() => [platform.status()]));
  health.add(errorCheck(() => sums));
  health.add(hookCheck(desk, clock));
  const commands = catalogue();
  for (const module of modules) {
    if (module.texts) texts.add(module.texts);
    if (module.capabilities) permissions.declare(module.capabilities);
    if (module.settings) settings.declare(module.settings);
    if (module.commands)
      commands.add(module.commands.map((one) => ({ ...one, module: module.name })));
    if (module.listeners) hooks.add(module.name, module.listeners, () => ports);
  }
  const ports: Ports = {
    diagnose: (question) => diagnosing({ ports, platforms: () => [around(platform)] })(question),
    ...{ clock, random, settings, settingsDesk, audit, permissions, texts, catalogue: commands },
    refusals: refusals(clock),
    confirmations: confirmations(clock, random),
    traces: traces(clock),
    alerts: told,
    ...{ jobs, hooks: desk, announce: hooks.announce, health },
    database,
    cache,
    product: { name: 'Castellan', version: '9.9.9', startedAtMs: clock.now() },
    connections: {
      list: () => [platform.status()],
      find: () => platform.status(),
      membersOf: () => 3,
      more: (where, actor) => platform.more({ where, actor }),
    },
    slashMenu: openSlashMenu({
      ...{ catalogue: commands, settings, clock, life: lifetime('bench'), limits: menuLimits },
      ...{ keep: { load: () => undefined, save: () => {} }, uses: () => new Map() },
      alerts: { raise: () => {} },
    }),
    tally: () => ({ messages: 1, commands: 1, errors: 0, top: [] }),
    ...{ guard, lab, raids, backups, moderation, privacy, rules, automations, ai: noAi },
    ...modulePorts(log),
    announcements: noAnnouncements,
    eventLog: {
      recent: () => [],
      groups: () => logGroups,
      channelName: () => Promise.resolve(undefined),
    },
    ...{ review: noReview, people: noPeople },
    appeals,
    gate: noGate,
    imports: openImports({
      ...{
        settings,
        revisions: settingsDesk,
        commands,
        clock,
        random,
        ircConnections: [connection],
      },
      cooldownSetting: guard.cooldownSetting,
      cases: memoryCases().intake,
    }),
  };
  const counted: string[] = [];
  const take = dispatcher({
    ...{ ports, catalogue: commands, log, views: views(clock, random), gate },
    counters: {
      message: () => {},
      command: (name, _event, outcome) => void counted.push(`${name} ${outcome}`),
      unknown: (_event, outcome) => void counted.push(`unknown ${outcome}`),
    },
    audit: auditOfCommands(audit, settings),
    platformOf: () => around(platform),
  });
  settingsDesk.runStaged();
  const settle = () => clock.advance(0);

  return {
    ...{
      clock,
      log,
      platform,
      ports,
      settings,
      settingsDesk,
      audit,
      secrets,
      permissions,
      commands,
      hooks,
      health,
      sums,
      counted,
      take,
    },
    /** Someone says something; resolves when what came of it is done. */
    async says(actor: Actor, text: string, more: Partial<MessageEvent> = {}): Promise<void> {
      const where = more.where ?? castle;
      take({
        ...{ kind: 'message', atMs: clock.now(), actor, text, where },
        ...{ replayed: false, unanswerable: false, reply: { where, actor } },
        ...more,
      });
      await settle();
    },
    async slash(actor: Actor, command: string, options: InvocationEvent['options'] = {}) {
      const where = castle;
      take({
        ...{ kind: 'invocation', atMs: clock.now(), actor, where, command, options },
        reply: { where, actor, awaited: true },
      });
      await settle();
    },
    async presses(actor: Actor, action: string, values: ComponentEvent['values'] = []) {
      const where = castle;
      take({
        ...{ kind: 'component', atMs: clock.now(), actor, where, action, values },
        reply: { where, actor, awaited: true },
      });
      await settle();
    },
    /** Everything said so far, as plain sentences, oldest first. */
    heard: (): readonly string[] =>
      platform.replies.map(({ card }) => card.say ?? card.title ?? ''),
    last: (): Reply | undefined => platform.replies.at(-1),
  };
}
