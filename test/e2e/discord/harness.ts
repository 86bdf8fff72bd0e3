import { afterAll } from 'vitest';
import { systemClock } from '../../../src/base/clock.ts';
import { lifetime, type Lifetime } from '../../../src/base/lifetime.ts';
import { memoryLog } from '../../../src/base/log.ts';
import { seededRandom } from '../../../src/base/random.ts';
import type { InboundEvent } from '../../../src/core/event.ts';
import type { ConnectionState, ConnectionStatus, Platform } from '../../../src/core/platform.ts';
import { discordConnection, discordPlatform } from '../../../src/platforms/discord/index.ts';
import {
  startDiscordSandbox,
  type DiscordSandbox,
  type DiscordSandboxOptions,
} from '../../../src/sandbox/discord/index.ts';

type EventOf<Kind extends InboundEvent['kind']> = Extract<InboundEvent, { kind: Kind }>;

/** The real adapter in front of a simulated Discord, with everything that it told. */
export interface Rig {
  readonly discord: DiscordSandbox;
  readonly platform: Platform;
  readonly events: InboundEvent[];
  readonly statuses: ConnectionStatus[];
  readonly log: ReturnType<typeof memoryLog>;
  /** The first event of this kind that fits and was not awaited yet, now or soon. */
  next<Kind extends InboundEvent['kind']>(
    kind: Kind,
    fits?: (event: EventOf<Kind>) => boolean,
  ): Promise<EventOf<Kind>>;
  /** Answers events as they come. */
  on(answer: (event: InboundEvent) => void): void;
  until(fits: (link: ConnectionState) => boolean, withinMs?: number): Promise<ConnectionState>;
  online(): Promise<void>;
  /** Ends the adapter; the simulated Discord stays up. */
  end(): Promise<void>;
}

export interface RigOptions {
  readonly sandbox?: Partial<DiscordSandboxOptions>;
  readonly config?: Readonly<Record<string, unknown>>;
  /** Runs before the adapter starts. */
  readonly before?: (discord: DiscordSandbox) => void | Promise<void>;
}

const lives: Lifetime[] = [];

// Not when each test ends: tests that mostly wait run beside each other.
afterAll(async () => {
  await Promise.all(lives.map((life) => life.end()));
});

export async function rig({ sandbox = {}, config = {}, before }: RigOptions = {}): Promise<Rig> {
  const life = lifetime('test');
  lives.push(life);
  const discord = await startDiscordSandbox({
    life: life.child('sandbox'),
    clock: systemClock,
    random: seededRandom(7),
    log: memoryLog(),
    rateLimits: false,
    ...sandbox,
  });
  await before?.(discord);
  return start(discord, config, life.child('bot'));
}

function start(
  discord: DiscordSandbox,
  config: Readonly<Record<string, unknown>>,
  life: ReturnType<typeof lifetime>,
): Rig {
  const log = memoryLog();
  const parsed = discordConnection.parse({
    id: 'discord',
    platform: 'discord',
    token: discord.bot.token,
    api: discord.api,
    ...config,
  });
  const platform = discordPlatform(parsed, {
    clock: systemClock,
    random: seededRandom(11),
    log,
  });
  const events: InboundEvent[] = [];
  const statuses: ConnectionStatus[] = [];
  const taken = new Set<InboundEvent>();
  const answers: ((event: InboundEvent) => void)[] = [];
  const changed = new Set<() => void>();
  const told = () => {
    for (const look of changed) look();
  };
  platform.start(
    {
      event(event) {
        events.push(event);
        for (const answer of answers) answer(event);
        told();
      },
      status(status) {
        statuses.push(status);
        told();
      },
    },
    life,
  );

  function eventually<Found>(find: () => Found | undefined, what: string, withinMs = 5_000) {
    return new Promise<Found>((resolve, reject) => {
      const timer = setTimeout(() => {
        changed.delete(look);
        reject(new Error(`${what}; last state ${JSON.stringify(platform.status().link)}`));
      }, withinMs);
      const look = () => {
        const found = find();
        if (found === undefined) return;
        clearTimeout(timer);
        changed.delete(look);
        resolve(found);
      };
      changed.add(look);
      look();
    });
  }

  const until: Rig['until'] = (fits, withinMs) =>
    eventually(
      () => (fits(platform.status().link) ? platform.status().link : undefined),
      'the state did not come',
      withinMs,
    );

  return {
    discord,
    platform,
    events,
    statuses,
    log,
    on: (answer) => void answers.push(answer),
    next: (kind, fits = () => true) =>
      eventually(() => {
        const found = events.find(
          (event): event is EventOf<typeof kind> =>
            event.kind === kind && !taken.has(event) && fits(event as EventOf<typeof kind>),
        );
        if (found) taken.add(found);
        return found;
      }, `no ${kind} came`),
    until,
    async online() {
      await until(({ state }) => state === 'online', 15_000);
      await eventually(() => (platform.status().spaces > 0 ? true : undefined), 'no guild came');
    },
    async end() {
      await life.end();
    },
  };
}

/** A rig that is logged in and knows its guild. */
export async function onlineRig(options: RigOptions = {}): Promise<Rig> {
  const made = await rig(options);
  await made.online();
  return made;
}

/** Answers every message that begins with "!echo" with the rest of it. */
export function echo({ platform, ...made }: Rig): void {
  made.on((event) => {
    if (event.kind === 'message' && event.text.startsWith('!echo '))
      platform.reply(event.reply, { say: event.text.slice(6) }).catch(() => undefined);
  });
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, ms));
