import { type Clock, every } from '../../base/clock.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Tally } from '../commands/ports.ts';

const windowMs = 5 * 60_000;
const sampleEveryMs = 30_000;

export type Sums = Pick<Tally, 'commands' | 'errors'>;

/** Commands and failed ones of the last five minutes. */
export function recentSums(
  tally: () => Sums,
  clock: Clock,
  life: Lifetime,
): { recent: () => Sums } {
  const samples: Sums[] = [tally()];
  life.own(
    every(clock, sampleEveryMs, () => {
      samples.push(tally());
      if (samples.length > windowMs / sampleEveryMs) samples.shift();
    }),
  );
  return {
    recent() {
      const [then, now] = [samples[0] ?? tally(), tally()];
      return { commands: now.commands - then.commands, errors: now.errors - then.errors };
    },
  };
}
