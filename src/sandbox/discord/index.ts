/**
 * A simulated Discord: REST v10 and gateway v10 on a loopback port, good enough that unmodified
 * discord.js cannot tell. `startDiscordSandbox` is the door.
 */
import { systemClock, type Clock } from '../../base/clock.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import { bot, type Bot } from './bot.ts';
import { faultsOf, type Faults } from './gateway-faults.ts';
import type { Session } from './gateway/session.ts';
import { guildHandle, type GuildHandle } from './guild-handle.ts';
import type { Application, Guild } from './model.ts';
import type { Observer } from './observer.ts';
import { people, type MemberOptions } from './people.ts';
import type { Person } from './person.ts';
import {
  createApplication,
  inviteBot,
  seedCastle,
  seedGuild,
  type NewApplication,
} from './seed.ts';
import { snowflakes } from './snowflake.ts';
import { startServer, type ServedRequest, type WireServer } from './server.ts';
import { emptyWorld, type World } from './world.ts';

export interface DiscordSandboxOptions {
  readonly life: Lifetime;
  /** Tells the world's time: ids, timeouts, the three seconds of an interaction. Sockets, heartbeats and rate limits run in real time. */
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** 127.0.0.1 unless told. */
  readonly host?: string;
  /** A free one unless told. */
  readonly port?: number;
  /** The default bot; "castellan" unless told. */
  readonly bot?: NewApplication;
  /** The heartbeat interval that HELLO asks for; 41.25 s unless told. */
  readonly heartbeatMs?: number;
  /** False: limits are told in headers but nothing is refused. On unless told. */
  readonly rateLimits?: boolean;
  /** Messages kept per channel; 500 unless told. */
  readonly historyPerChannel?: number;
  /**
   * When "Castle" and those in it were made (epoch ms); now unless told. With the same time all of them have the same ids at
   * each start.
   */
  readonly foundedAtMs?: number;
}

export interface SessionView {
  readonly id: string;
  readonly bot: string;
  readonly shard: readonly [number, number];
  readonly connected: boolean;
}

/** A running simulated Discord. Ends with the lifetime that it was started with. */
export interface DiscordSandbox {
  /** What a bot takes as its API address: `http://127.0.0.1:PORT/api`. */
  readonly api: string;
  readonly gateway: string;
  readonly host: string;
  readonly port: number;
  /** The default bot, a member of the guild "Castle". */
  readonly bot: Bot;
  /** The guild "Castle". */
  readonly guild: GuildHandle;
  /** A person by name, who is found or created, and a member of the guild unless told. */
  member(name: string, options?: MemberOptions): Person;
  /** Another application with its bot account; a member of the guild "Castle" unless told. */
  addBot(made: NewApplication & { readonly invited?: boolean }): Bot;
  /** Another guild, with #general, its owner olivia and the default bot. */
  addGuild(name: string): GuildHandle;
  /** What a web client needs to draw the guild "Castle" as a given person sees it. */
  readonly observer: Observer;
  readonly faults: Faults;
  /** The last requests that were carried out, oldest first. */
  requests(): readonly ServedRequest[];
  /** Gateway sessions that live, connected or waiting to be resumed. */
  sessions(): readonly SessionView[];
  /** Switches the refusing of requests over the limit on or off. */
  enforceRateLimits(enforced: boolean): void;
}

/** Starts a simulated Discord with the guild "Castle": #general, #random, #staff; olivia (owner), ann (Admin), mod (Moderator), bob (Member) and the bot. */
export async function startDiscordSandbox(options: DiscordSandboxOptions): Promise<DiscordSandbox> {
  const { life, clock, random, log } = options;
  const world = emptyWorld({
    life,
    clock,
    random,
    log,
    historyPerChannel: options.historyPerChannel,
  });
  const founding = foundingOf(world, options.foundedAtMs);
  const castle = seedCastle(founding);
  // What an application may do is counted from now on.
  const registering = { ...founding, clock };
  const application = createApplication(registering, { name: 'castellan', ...options.bot });
  inviteBot(founding, castle, application);
  const server = await startServer({
    world,
    life,
    wireClock: systemClock,
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    heartbeatMs: options.heartbeatMs ?? 41_250,
    enforceRateLimits: options.rateLimits ?? true,
  });
  return sandboxOf(world, castle, server, application);
}

/** The same world at the time of its founding: what is made in it has the same ids at each start. */
function foundingOf(world: World, foundedAtMs: number | undefined): World {
  if (foundedAtMs === undefined) return world;
  const clock: Clock = {
    now: () => foundedAtMs,
    monotonic: () => world.clock.monotonic(),
    after: (delayMs, run) => world.clock.after(delayMs, run),
  };
  return { ...world, clock, ids: snowflakes(clock) };
}

function sandboxOf(
  world: World,
  castle: Guild,
  server: WireServer,
  application: Application,
): DiscordSandbox {
  const persons = people(world, systemClock);
  const guild = guildHandle(world, castle, persons);
  const at = `${server.host}:${server.port}`;
  return {
    api: `http://${at}/api`,
    gateway: `ws://${at}/gateway`,
    host: server.host,
    port: server.port,
    bot: bot(world, application),
    guild,
    observer: guild.observer,
    faults: faultsOf(server),
    member: (name, options) => guild.member(name, options),
    addBot({ invited = true, ...made }) {
      const added = createApplication(world, made);
      if (invited) inviteBot(world, castle, added);
      return bot(world, added);
    },
    addGuild: (name) => guildHandle(world, seedGuild(world, name, application), persons),
    requests: () => [...server.requests],
    sessions: () => [...server.hub.sessions].map(sessionView),
    enforceRateLimits(enforced) {
      server.limits.enforced = enforced;
    },
  };
}

const sessionView = ({ id, application, shard, outlet }: Session): SessionView => ({
  id,
  bot: application.name,
  shard,
  connected: outlet !== undefined,
});

export type { Bot } from './bot.ts';
export type { Faults } from './gateway-faults.ts';
export type { FaultScope, RequestFault } from './faults.ts';
export type { Modal, ModalField, Suggestion } from './interaction.ts';
export type { Command, CommandOption, JsonObject, PrivilegedIntents } from './model.ts';
export type { GuildHandle, NewChannelOptions } from './guild-handle.ts';
export type {
  ChannelView,
  CommandView,
  ObservedChange,
  Observer,
  PersonView,
  Snapshot,
} from './observer.ts';
export type { MemberOptions } from './people.ts';
export type { Invocation, Response } from './invocation.ts';
export type { MessageRef, Person, Where } from './person.ts';
export type { NewApplication } from './seed.ts';
export type { ServedRequest } from './server.ts';
export type { AuthorView, MessageView } from './view.ts';
