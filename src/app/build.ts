import { type ChannelId, type ConnectionId, connectionId, partsOfChannel } from '../base/ids.ts';
import { tellOperators } from '../core/alerts/operators-channel.ts';
import { auditOfCommands } from '../core/commands/audited.ts';
import { dispatcher } from '../core/commands/dispatch.ts';
import { type Gate, openGate } from '../core/commands/gate.ts';
import type { Levers } from '../core/commands/levers.ts';
import type { Ports } from '../core/commands/ports.ts';
import { views } from '../core/commands/views.ts';
import { diagnosing } from '../core/diagnosis/diagnose.ts';
import type { InboundEvent } from '../core/event.ts';
import { backupCheck, extensionCheck } from '../core/health/checks.ts';
import type { ConnectionStatus, Platform, PlatformSink } from '../core/platform.ts';
import { errands } from '../console/index.ts';
import type { Guard } from '../guard/index.ts';
import type { Database } from '../storage/index.ts';
import type { Config, ConnectionConfig } from './config-schema.ts';
import { openAlertWebhook } from './alert-webhook.ts';
import { backupsAlone, openOwnBackups, scheduleOf, tellOfRestore } from './backups.ts';
import { errandSocket } from './console-socket.ts';
import { type OperatorConsole, operatorConsole } from './console.ts';
import { openCooldowns } from './cooldowns.ts';
import { type DashboardParts, openDashboard } from './dashboard.ts';
import { openForUse } from './database-for-use.ts';
import { endRestore } from './database.ts';
import { noteErrors } from './health.ts';
import { countedAndTold } from './hooks.ts';
import { gateOf, limitsFailed, openGuard } from './guard.ts';
import { type OpenLab, openLab } from './guard-lab/index.ts';
import { guardedPlatform } from './guarded-platform.ts';
import { importsOf } from './imports.ts';
import { leversOf } from './levers.ts';
import { type Hosting, openHosting } from './extensions.ts';
import { tapped } from './log-tap.ts';
import { online } from './online.ts';
import { platformFor } from './platforms.ts';
import { type OpenPrivacy, openPrivacy } from './privacy/index.ts';
import { isPortFree } from './port-probe.ts';
import { type RaidParts, openRaids } from './raids/index.ts';
import { type Registries, type Surroundings, consoleActor, openRegistries } from './registries.ts';
import { sayOf } from './say.ts';
import { type OpenStaff, openStaff } from './staff.ts';
import { declareSlash } from './slash-declarations.ts';
import { type WayOut, openWayOut } from './way-out.ts';
import type { SimulatedNetworks, SimulationParts } from './simulated-networks.ts';

/** Castellan, up and running. Ending the lifetime it was started with stops it in order. */
export interface Running {
  readonly url: string;
  /** Only at the first start: made now, shown once. */
  readonly ownerToken?: string;
  readonly connections: readonly ConnectionStatus[];
  /** The ports of the simulated networks, where they run. */
  readonly sandbox?: SimulatedNetworks['addresses'];
  /** Resolves when these connections are online, or after ten seconds. */
  online(wanted: readonly ConnectionId[]): Promise<void>;
}

/** Builds everything from the configuration, top to bottom. Throws CastellanError with what to do when it cannot. */
export async function startCastellan(around: Surroundings): Promise<Running> {
  const core = await openCore(around);
  const { surroundings, database, registries, guard, raids, backups, console, sink, hosting } =
    core;
  const { config, clock, life } = surroundings;
  registries.ports.settingsDesk.runStaged();
  const simulated = wantsSandbox(config)
    ? await simulate({
        ...surroundings,
        traces: registries.ports.traces,
        raids: raids.happenings,
        guard,
      })
    : undefined;
  const wayOut = config.bench ? undefined : openWayOut(guard, { clock, life });
  const shown = config.bench ? {} : { guardBoard: core.lab.board };
  const { diagnose } = core;
  const doors = {
    ...{ database, registries, simulated, guard, console, wayOut, backups, diagnose },
    ...{ hosting, ...shown, ...core.staff.ports },
  };
  const dashboard = await openDoors(surroundings, doors, sink);
  registries.hooks.emit({ kind: 'started', atMs: clock.now() });
  await core.errands.listen(errandSocket(config.data), life.child('errands'));
  if (simulated)
    await online(
      registries,
      simulated.connections.map(({ id }) => connectionId(id)),
    );
  return {
    ...dashboard,
    connections: registries.board.list(),
    ...(simulated && { sandbox: simulated.addresses }),
    online: (wanted) => online(registries, wanted),
  };
}

/** Everything but the doors: what decides and remembers. Enough to carry out one command of the command line. */
export async function openCore(around: Surroundings) {
  const { log, logTap } = around.logTap
    ? { log: around.log, logTap: around.logTap }
    : tapped(around.log);
  const surroundings = { ...around, log, logTap };
  const { config, clock, life, onlyOneCommand = false } = surroundings;
  // A restore that waits is for a start, which tells of it.
  const restored = await endRestore(config, { log, mayBegin: !onlyOneCommand });
  const database = await openForUse(surroundings);

  const registries = await openRegistries(database, surroundings);
  const hosting = await openHosting(surroundings, database, registries);
  life.own(tellOperators({ ...registries.ports, log, platformOf: channelsOf(registries) }));
  openAlertWebhook(surroundings, registries);
  const guard = openGuard(surroundings, registries);
  const raids = await openRaids(surroundings, registries);
  const { gate, levers, lab } = await guardDoor(surroundings, { registries, guard, database });
  const { history } = lab.recording;
  const watched = { raids, guard, levers, history, gate };
  const staff = await openStaff(surroundings, { registries, database, ...watched });
  const others = [...[raids.personal, lab.recording.personal, hosting.personal], ...staff.personal];
  const privacy = await openPrivacy(surroundings, { database, registries, guard, others });
  const backups = onlyOneCommand
    ? (await backupsAlone(config, surroundings, scheduleOf(surroundings, registries))).backups
    : await openOwnBackups(surroundings, database, registries);
  const { health, ports: own } = registries;
  tellOfRestore(restored, { log, alerts: own.alerts });
  health.add(backupCheck(backups, clock));
  health.add(extensionCheck(hosting.ports.extensions));
  life.own(noteErrors(logTap, health));
  const console = operatorConsole(surroundings, registries, { guard, logTap });
  const diagnose = diagnosing({
    ports: { ...registries.ports, guard: levers },
    platforms: () => registries.board.platforms().filter(({ kind }) => kind !== 'console'),
  });
  const ports: Ports = {
    ...{ ...registries.ports, ...hosting.ports, diagnose },
    ...{ guard: levers, backups, raids: raids.levers, lab: lab.lab, privacy: privacy.desk },
    ...{
      ...staff.ports,
      imports: importsOf(surroundings, registries, { ...levers, cases: staff.intake }),
    },
  };
  const doors = { ports, gate, console, raids, lab, staff, privacy };
  const sink = sinkFor(surroundings, registries, doors);
  const commandLine = errands({ actor: consoleActor, clock, log, sink });
  registries.board.addUnlisted(commandLine);
  await hosting.begin(ports);
  const core = { surroundings, database, registries, guard, lab, raids, staff, backups };
  return { ...core, console, sink, diagnose, hosting, errands: commandLine };
}

/** The guard before commands, who looks on, and what operators can do about it. */
async function guardDoor(
  surroundings: Surroundings,
  parts: { readonly registries: Registries; readonly guard: Guard; readonly database: Database },
): Promise<{ readonly gate: Gate; readonly levers: Levers; readonly lab: OpenLab }> {
  const { config, clock, log } = surroundings;
  const { guard, registries } = parts;
  const { ports, catalogue: commands } = registries;
  const cooldowns = openCooldowns(ports.settings, limitsFailed({ ...ports, log }));
  const lab = await openLab(surroundings, { ...parts, cooldowns });
  return {
    lab,
    // Benchmarks measure the way of a command, not how it is held back.
    gate: config.bench ? openGate : gateOf(guard, cooldowns, clock, lab.watch),
    levers: leversOf({ guard, cooldowns, clock, commands }),
  };
}

/** The platform that a channel is on. */
const channelsOf =
  ({ board }: Registries) =>
  (channel: ChannelId): Platform | undefined =>
    board.platform(partsOfChannel(channel).connection);

const wantsSandbox = ({ sandbox, connections, bench }: Config): boolean =>
  sandbox ?? (connections.length === 0 && !bench);

/**
 * The ways in: networks, console, dashboard. Loading the dashboard takes as long as all the rest, and people on the
 * networks need not wait for it; but where it cannot listen nothing shall start, and nobody see the bot come and go.
 */
async function openDoors(
  surroundings: Surroundings,
  parts: DoorParts,
  sink: PlatformSink,
): Promise<Pick<Running, 'url' | 'ownerToken'>> {
  const { config } = surroundings;
  const { simulated, console } = parts;
  const { host, port } = config.dashboard;
  const first = (await isPortFree(host, port))
    ? undefined
    : await openDashboard(surroundings, parts);
  for (const connection of [...config.connections, ...(simulated?.connections ?? [])]) {
    await connect(connection, surroundings, parts, sink);
  }
  await console.open(sink);
  return first ?? (await openDashboard(surroundings, parts));
}

/** Loaded only where it is wanted: a bot on a real network carries no simulated one. */
async function simulate(parts: SimulationParts): Promise<SimulatedNetworks> {
  const { simulateNetworks } = await import('./simulated-networks.ts');
  return simulateNetworks(parts);
}

interface Guards {
  readonly ports: Ports;
  readonly gate: Gate;
  readonly console: OperatorConsole;
  readonly raids: RaidParts;
  readonly lab: OpenLab;
  readonly privacy: OpenPrivacy;
  readonly staff: OpenStaff;
}

/** Where every event goes: counted, looked at for raids, dispatched, and told to hooks. */
function sinkFor(
  surroundings: Surroundings,
  registries: Registries,
  { ports, gate, console, raids, lab, staff, privacy }: Guards,
): PlatformSink {
  const { log, clock, random } = surroundings;
  const { catalogue, metrics, board, places, hooks } = registries;
  const dispatch = dispatcher({
    ports,
    catalogue,
    log,
    counters: countedAndTold(metrics, hooks, clock),
    gate,
    audit: auditOfCommands(registries.audit, ports.settings),
    views: views(clock, random),
    platformOf: (connection) => board.platform(connection),
    ownCommand: staff.ownCommand,
  });
  const states = new Map<ConnectionId, string>();
  return {
    event(event: InboundEvent) {
      board.count(event);
      places.see(event);
      raids.watch.take(event);
      staff.take(event);
      // Worth a line in a log, and no command.
      if (event.kind === 'noted') return hooks.emit(event);
      privacy.watch(event);
      const read = console.read(event);
      lab.watch.hear(read, dispatch);
      hooks.emit(read);
    },
    status(status) {
      const { connection, link } = status;
      if (states.get(connection) !== link.state) {
        log.info({ connection, ...link }, `Connection ${link.state}`);
        hooks.emit({ kind: 'connection-changed', atMs: clock.now(), status });
      }
      states.set(connection, link.state);
      board.changed(status);
    },
  };
}

async function connect(
  config: ConnectionConfig,
  { clock, random, log, life, config: { bench } }: Surroundings,
  {
    registries: { keep, memory, board, menu, ports },
    console,
    wayOut,
    hosting: { host },
  }: DoorParts,
  sink: PlatformSink,
): Promise<void> {
  const own = bench && config.platform === 'irc' ? { ...config, pacing: false as const } : config;
  const moreHint = (lines: number): string =>
    sayOf(ports)('answer.more', {
      lines,
      prefix: ports.settings.readText('core.prefix', {}),
    });
  const { directChat } = console;
  const plain = await platformFor(own, {
    clock,
    random,
    log,
    keep,
    moreHint,
    directChat,
    cache: memory.cache,
  });
  const platform = wayOut ? guardedPlatform(plain, { wayOut, clock, log }) : plain;
  board.add(platform);
  platform.start(sink, life.child(config.id));
  declareSlash(platform, { menu, texts: ports.texts, host, clock, log, life });
}

interface DoorParts extends DashboardParts {
  readonly console: OperatorConsole;
  readonly hosting: Hosting;
  /** Absent in benchmarks, where nothing is held back. */
  readonly wayOut: WayOut | undefined;
}
