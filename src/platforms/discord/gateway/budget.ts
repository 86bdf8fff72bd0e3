import { SimpleIdentifyThrottler } from '@discordjs/ws';
import type { APIGatewaySessionStartLimit } from 'discord-api-types/v10';
import type { Clock } from '../../../base/clock.ts';

/**
 * How often sessions may still be started. Discord resets the token of a bot that starts more than
 * its limit in a day, so a flapping network must never spend it all.
 */
export interface SessionBudget {
  /** Takes what the API says now. */
  learn(limit: APIGatewaySessionStartLimit): void;
  /** How long until a session may be started; 0 when one may. */
  waitMs(): number;
  /** Waits for this shard's turn to identify and counts the session. */
  identify(shard: number, signal: AbortSignal): Promise<void>;
  readonly total: number;
}

export function sessionBudget(clock: Clock): SessionBudget {
  let limit: APIGatewaySessionStartLimit | undefined;
  let resetAtMs = 0;
  let remaining = Number.POSITIVE_INFINITY;
  let turns = new SimpleIdentifyThrottler(1);

  return {
    get total() {
      return limit?.total ?? 0;
    },
    learn(now) {
      if (now.max_concurrency !== limit?.max_concurrency)
        turns = new SimpleIdentifyThrottler(Math.max(1, now.max_concurrency));
      limit = now;
      remaining = now.remaining;
      resetAtMs = clock.monotonic() + now.reset_after;
    },
    waitMs() {
      if (remaining > 0) return 0;
      const leftMs = resetAtMs - clock.monotonic();
      if (leftMs > 0) return leftMs;
      remaining = limit?.total ?? 1;
      resetAtMs = clock.monotonic() + 24 * 3_600_000;
      return 0;
    },
    async identify(shard, signal) {
      await turns.waitForIdentify(shard, signal);
      remaining -= 1;
    },
  };
}
