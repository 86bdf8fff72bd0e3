import { type Clock, systemClock } from '../../src/base/clock.ts';
import { lifetime } from '../../src/base/lifetime.ts';
import { type LogLine, memoryLog } from '../../src/base/log.ts';
import { seededRandom } from '../../src/base/random.ts';
import type { InboundEvent, MessageEvent } from '../../src/core/event.ts';
import type { ConnectionStatus } from '../../src/core/platform.ts';
import { ircConnection, type IrcConnectionInput } from '../../src/platforms/irc/config.ts';
import { ircPlatform, type IrcPlatform } from '../../src/platforms/irc/platform.ts';
import type { StsStore } from '../../src/platforms/irc/sts.ts';
import type { Tuning } from '../../src/platforms/irc/tuning.ts';

/** The adapter alone, with a sink that remembers, for tests. */
export interface Bot {
  readonly platform: IrcPlatform;
  readonly events: InboundEvent[];
  readonly statuses: ConnectionStatus[];
  readonly log: readonly LogLine[];
  messages(): readonly MessageEvent[];
  /** Waits until something is so. */
  until<Value>(
    look: () => Value | undefined | false,
    what?: string,
    withinMs?: number,
  ): Promise<Value>;
  online(withinMs?: number): Promise<void>;
  joined(channel: string, withinMs?: number): Promise<void>;
  stop(): Promise<void>;
}

export interface BotOptions {
  readonly config: Partial<IrcConnectionInput> & { server: string | string[] };
  readonly tuning?: Partial<Tuning>;
  readonly sts?: StsStore;
  /** Answers messages that begin with "!echo ". */
  readonly echo?: boolean;
  readonly seed?: number;
  readonly clock?: Clock;
}

export const quick: Partial<Tuning> = {
  retryBaseMs: 100,
  retryMaxMs: 1000,
  rejoinAfterMs: 300,
  joinRetryMs: 500,
  regainAfterMs: 300,
  regainPollMs: 1000,
  quitWithinMs: 500,
};

export function bot({
  config,
  tuning,
  sts,
  echo = false,
  seed = 1,
  clock = systemClock,
}: BotOptions): Bot {
  const log = memoryLog();
  const life = lifetime('test');
  const events: InboundEvent[] = [];
  const statuses: ConnectionStatus[] = [];
  const platform = ircPlatform(
    ircConnection.parse({
      id: 'net',
      platform: 'irc',
      nick: 'castellan',
      tls: false,
      pacing: false,
      ...config,
    }),
    {
      clock,
      random: seededRandom(seed),
      log,
      tuning: { ...quick, ...tuning },
      ...(sts && { sts }),
    },
  );
  platform.start(
    {
      event(event) {
        events.push(event);
        if (
          echo &&
          event.kind === 'message' &&
          !event.unanswerable &&
          !event.replayed &&
          event.text.startsWith('!echo ')
        )
          platform.reply(event.reply, { say: event.text.slice(6) }).catch(() => {});
      },
      status: (status) => void statuses.push(status),
    },
    life,
  );
  const until: Bot['until'] = async (look, what = 'what was waited for', withinMs = 10_000) => {
    const endMs = performance.now() + withinMs;
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      if (performance.now() > endMs)
        throw new Error(
          `${what} did not happen; status ${JSON.stringify(platform.status())}; log ${JSON.stringify(log.lines.slice(-5))}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return {
    platform,
    events,
    statuses,
    log: log.lines,
    messages: () => events.filter((event) => event.kind === 'message'),
    until,
    async online(withinMs) {
      await until(() => platform.status().link.state === 'online', 'being online', withinMs);
    },
    async joined(channel, withinMs) {
      await until(
        () =>
          events.some(
            (event) =>
              event.kind === 'space-joined' && event.name.toLowerCase() === channel.toLowerCase(),
          ),
        `joining ${channel}`,
        withinMs,
      );
    },
    async stop() {
      await life.end();
    },
  };
}
