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
  { ports, board, catalogue }: Registries,
  { guard, logTap }: { readonly guard: Guard; readonly logTap: LogTap },
): OperatorConsole {
  ports.texts.add(consoleTexts);
  const say = () => sayOf(ports);
  const platform = new Console({
    ...{ path: consoleSocket(config.data), operator, clock, log, say },
    commands: catalogue,
    elsewhere: elsewhere(() => board.platforms()),
    feed: feedOf({ ports, board, guard, logTap }),
  });
  const own: Lifetime = life.child('console');
  const standingOf = standings(ports.permissions);
  const door = new DccDoor(
    {
      ...{ clock, random, log, say, host: platform, failed: new FailedLogins(clock) },
      settings: dccSettings(config),
      standingOf: ({ actor }) => standingOf(actor),
    },
    own,
  );
  return {
    directChat: (request) => door.take(request),
    read: dotCommands({
      speaksLines: ({ connection }) =>
        board.platform(connection)?.can.has('direct-chat') ?? false,
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
  ({ rankOf }: Pick<Registries['ports']['permissions'], 'rankOf'>) =>
  (actor: Actor): OperatorStanding => {
    if (!atLeast(rankOf({ actor }), 'administrator')) return 'stranger';
    return actor.identified ? 'operator' : 'unproven';
  };

function dccSettings({ console: { dcc, dcc_private, dcc_address, dcc_bind, dcc_ports } }: Config) {
  const settings: DccSettings = { enabled: dcc === 'on' || dcc === true, allowPrivate: dcc_private };
  if (dcc_address === undefined || dcc_ports === undefined) return settings;
  const listen = { address: dcc_address, bind: dcc_bind ?? dcc_address, ports: dcc_ports };
  return { ...settings, listen };
}

function feedOf({
  board,
  ports,
  guard,
  logTap,
}: Pick<Registries, 'board' | 'ports'> & {
  readonly guard: Guard;
  readonly logTap: LogTap;
}): Feed {
  return {
    log: (least, take) => logTap.follow(least, take),
    traces: (take) => ports.traces.follow((trace) => {
      // Talk that is no command fills pages and tells operators nothing.
      if (trace.outcome !== 'observed') take(trace);
    }),
    happenings(take) {
      const stops = [followConnections(board, take), followGuard(guard, take)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
