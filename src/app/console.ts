import { formatDuration } from '../base/duration.ts';
import type { Lifetime } from '../base/lifetime.ts';
import {
  Console,
  DccDoor,
  type DccSettings,
  FailedLogins,
  type Feed,
  type Happening,
  type OperatorStanding,
  consoleTexts,
  dotCommands,
} from '../console/index.ts';
import type { Actor } from '../core/actor.ts';
import type { TakeDirectChat } from '../core/direct-chat.ts';
import type { InboundEvent } from '../core/event.ts';
import type { PlatformSink } from '../core/platform.ts';
import { atLeast } from '../core/permissions/ranks.ts';
import type { Guard } from '../guard/index.ts';
import type { Config } from './config-schema.ts';
import { consoleSocket } from './console-socket.ts';
import { elsewhere } from './elsewhere.ts';
import type { LogTap } from './log-tap.ts';
import { type Registries, type Surroundings, consoleActor } from './registries.ts';
import { sayOf } from './say.ts';

/** The operators' console, with its two doors and the dot-commands of direct talk. */
export interface OperatorConsole {
  readonly directChat: TakeDirectChat;
  /** An event as the rest of the program shall see it. */
  read(event: InboundEvent): InboundEvent;
  /** Opens it; resolves when its socket is there, or clearly will not be. */
  open(sink: PlatformSink): Promise<void>;
}

export function operatorConsole(
  { config, clock, random, log, life }: Surroundings,
  registries: Registries,
  { guard, logTap }: { readonly guard: Guard; readonly logTap: LogTap },
): OperatorConsole {
  const { ports, board, catalogue } = registries;
  const settings = dccSettings(config);
  if (settings.enabled && !config.owners.some((owner) => /^irc:[^:]+:account:/.test(owner))) {
    log.warn(
      {},
      'console.dcc is on, but none of "owners" is a services account of IRC (irc:libera:account:teuk)',
    );
  }
  ports.texts.add(consoleTexts);
  const say = () => sayOf(ports);
  const platform = new Console({
    ...{ path: consoleSocket(config.data), operator, clock, log, say },
    commands: catalogue,
    elsewhere: elsewhere(() => board.platforms()),
    feed: feedOf(registries, { guard, logTap }),
  });
  const own: Lifetime = life.child('console');
  const standingOf = standings(ports.permissions);
  const door = new DccDoor(
    {
      ...{ clock, random, log, say, host: platform, failed: new FailedLogins(clock) },
      settings,
      standingOf: ({ actor }) => standingOf(actor),
    },
    own,
  );
  return {
    directChat: (request) => door.take(request),
    read: dotCommands({
      speaksLines: ({ connection }) => board.platform(connection)?.can.has('direct-chat') ?? false,
      isOperator: (actor) => standingOf(actor) === 'operator',
    }),
    async open(sink) {
      board.add(platform);
      platform.start(sink, own);
      await platform.opened();
    },
  };
}

const operator: Actor = {
  ...{ id: consoleActor, name: 'operator', mention: 'operator', native: 'operator' },
  ...{ bot: false, standing: 'owner', roles: [], identified: true },
};

/** In direct talk no place gives anybody a rank: what counts is who owns the instance, and that services vouch for him. */
const standings =
  (permissions: Registries['ports']['permissions']) =>
  (actor: Actor): OperatorStanding => {
    if (!atLeast(permissions.rankOf({ actor }), 'administrator')) return 'stranger';
    return actor.identified ? 'operator' : 'unproven';
  };

function dccSettings({ console: { dcc, dcc_private, dcc_address, dcc_bind, dcc_ports } }: Config) {
  const settings: DccSettings = {
    enabled: dcc === 'on',
    allowPrivate: dcc_private,
  };
  if (dcc_address === undefined) return settings;
  const listen = { address: dcc_address, bind: dcc_bind ?? dcc_address, ports: dcc_ports };
  return { ...settings, listen };
}

/** What a console can follow, on this program's parts. */
function feedOf(
  { ports: { traces, alerts }, board }: Registries,
  { guard, logTap }: { readonly guard: Guard; readonly logTap: LogTap },
): Feed {
  return {
    log: (least, take) => logTap.follow(least, take),
    alerts: (take) => alerts.follow(take),
    // Talk that is no command fills pages and tells operators nothing.
    traces: (take) => traces.follow((trace) => trace.outcome !== 'observed' && take(trace)),
    happenings(take) {
      const stops = [followConnections(board, take), followGuard(guard, take)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

function followConnections(board: Registries['board'], take: (one: Happening) => void) {
  const states = new Map(board.list().map(({ connection, link }) => [connection, link.state]));
  return board.follow(({ connection, link: { state } }) => {
    if (states.get(connection) === state) return;
    states.set(connection, state);
    take({ kind: 'connection', connection, state });
  });
}

function followGuard(guard: Guard, take: (one: Happening) => void) {
  return guard.follow((happening) => {
    // What goes out is told as an alert, which the console shows too.
    if ('connection' in happening) return;
    const { kind: what, where, forMs } = happening;
    const who = 'actor' in happening ? happening.actor : '';
    const forTime = formatDuration(forMs);
    take({ kind: 'guard', what, who, where: where.channel, forTime });
  });
}
