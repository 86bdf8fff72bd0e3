import type { Clock } from '../../base/clock.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import { refused } from './api-error.ts';
import type { Interaction, Modal } from './interaction.ts';
import type { Application, Channel, Guild, Member, Message, User } from './model.ts';
import { signal, type Signal } from './signal.ts';
import { snowflakes, type Snowflakes } from './snowflake.ts';

/** Something that bots hear of through the gateway. */
export interface Dispatch {
  readonly name: string;
  /** Decides the shard; absent in direct conversations. */
  readonly guild?: Guild | undefined;
  /** Only those who can see this channel hear of it. */
  readonly channel?: Channel | undefined;
  /** At least one of these intents is wanted; 0 asks for none. */
  readonly intents: number;
  /** Guild permissions without which nobody hears of it. */
  readonly needs?: bigint | undefined;
  /** For one application alone. */
  readonly to?: Application | undefined;
  /** For everyone but this one. */
  readonly except?: Application | undefined;
  /** The payload; asked for once at most. */
  data(): object;
  /** The payload for applications that may not read what others say; asked for once at most. */
  redacted?(): object;
  /** Whether this application may read it though it lacks the message content intent. */
  readableBy?(application: Application): boolean;
}

/** Something that people in front of a client see happen. */
export type Change =
  | { readonly kind: 'message-created'; readonly message: Message }
  | { readonly kind: 'message-updated'; readonly message: Message }
  | { readonly kind: 'message-deleted'; readonly message: Message }
  | { readonly kind: 'member-joined'; readonly guild: Guild; readonly member: Member }
  | { readonly kind: 'member-updated'; readonly guild: Guild; readonly member: Member }
  | { readonly kind: 'member-left'; readonly guild: Guild; readonly member: Member }
  | { readonly kind: 'guild-changed'; readonly guild: Guild }
  | { readonly kind: 'commands-changed'; readonly application: Application }
  | { readonly kind: 'typing'; readonly channel: Channel; readonly user: User }
  | { readonly kind: 'interaction-changed'; readonly interaction: Interaction }
  | { readonly kind: 'modal-opened'; readonly interaction: Interaction; readonly modal: Modal };

/** Everything the simulated Discord knows, and the two ways in which it tells of changes. */
export interface World {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly ids: Snowflakes;
  readonly users: Map<string, User>;
  /** By lower-case name. */
  readonly usersByName: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  /** Every channel, thread and direct conversation. */
  readonly channels: Map<string, Channel>;
  readonly applications: Map<string, Application>;
  readonly interactions: Map<string, Interaction>;
  readonly interactionsByToken: Map<string, Interaction>;
  /** People who take no direct messages, by id. */
  readonly closedToDirect: Set<string>;
  readonly dispatches: Signal<Dispatch>;
  readonly changes: Signal<Change>;
  readonly historyPerChannel: number;
  /** Aborts when the sandbox ends. */
  readonly ended: AbortSignal;
  /** Runs once after this time on the world's clock, unless the world ended. */
  after(delayMs: number, run: () => void): void;
}

export interface WorldOptions {
  readonly life: Lifetime;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly historyPerChannel?: number | undefined;
}

export function emptyWorld({
  life,
  clock,
  random,
  log,
  historyPerChannel = 500,
}: WorldOptions): World {
  return {
    clock,
    random,
    log,
    ids: snowflakes(clock),
    users: new Map(),
    usersByName: new Map(),
    guilds: new Map(),
    channels: new Map(),
    applications: new Map(),
    interactions: new Map(),
    interactionsByToken: new Map(),
    closedToDirect: new Set(),
    dispatches: signal(),
    changes: signal(),
    historyPerChannel,
    ended: life.signal,
    after: timersOf(clock, life),
  };
}

function timersOf(clock: Clock, life: Lifetime): World['after'] {
  const pending = new Set<() => void>();
  life.own(() => {
    for (const cancel of pending) cancel();
  });
  return (delayMs, run) => {
    const cancel = clock.after(delayMs, () => {
      pending.delete(cancel);
      run();
    });
    pending.add(cancel);
  };
}

/** Makes an account known. */
export function addUser(world: World, user: User): User {
  world.users.set(user.id, user);
  world.usersByName.set(user.username.toLowerCase(), user);
  return user;
}

/** The application that a person's account belongs to, if it is a bot. */
export const applicationOf = (world: World, user: User): Application | undefined =>
  world.applications.get(user.id);

/** The member, or the official refusal. */
export function memberOf(guild: Guild, userId: string): Member {
  const member = guild.members.get(userId);
  if (!member) throw refused('unknownMember');
  return member;
}
