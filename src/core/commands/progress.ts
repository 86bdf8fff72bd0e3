import type { Clock } from '../../base/clock.ts';
import type { MessageId } from '../../base/ids.ts';
import type { Card } from '../card.ts';
import type { ReplyTo } from '../event.ts';
import type { Lane, Platform, Said } from '../platform.ts';
import type { Say } from '../texts/texts.ts';

/** Tells whoever waits how far it is. May be called as often as one likes: what is too much is not said. */
export type Progress = (words: (say: Say) => string) => void;

/** Where a message can be changed, one is said and kept current; elsewhere notices come, and seldom. */
const pace = {
  edited: { firstMs: 1500, everyMs: 2000 },
  said: { firstMs: 5000, everyMs: 20_000 },
} as const;

interface Parts {
  readonly platform: Platform;
  readonly to: ReplyTo;
  readonly say: Say;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly lane: Lane;
}

/** The progress of one use of a slow command. */
export interface ProgressTeller {
  readonly tell: Progress;
  /** Puts the answer in the place of the progress; undefined where there is none to replace. */
  replace(card: Card): Promise<Said> | undefined;
}

export function progressTeller({ platform, to, say, clock, lane }: Parts): ProgressTeller {
  const { firstMs, everyMs } = platform.can.has('edit') ? pace.edited : pace.said;
  let nextMs = clock.monotonic() + firstMs;
  let begun = false;
  let message: MessageId | undefined;
  // One after the other, so that no older state overtakes a newer one.
  let last: Promise<unknown> = Promise.resolve();

  async function show(card: Card): Promise<void> {
    if (message === undefined) {
      const said = await platform.reply(
        to,
        card,
        platform.can.has('edit') ? { lane } : { lane, private: true },
      );
      if (platform.can.has('edit')) message = said.message;
    } else await platform.edit(to.where.channel, message, card);
  }

  return {
    tell(words) {
      if (clock.monotonic() < nextMs) return;
      nextMs = clock.monotonic() + everyMs;
      begun = true;
      // Progress that cannot be shown is no reason to stop what progresses.
      last = last.then(() => show({ say: words(say) })).catch(() => undefined);
    },
    replace(card) {
      if (!begun || !platform.can.has('edit')) return undefined;
      return last.then(async () => {
        if (message === undefined) return platform.reply(to, card, { lane });
        await platform.edit(to.where.channel, message, card);
        return { message };
      });
    },
  };
}

/** For commands that are done at once. */
export const noProgress: Progress = () => {};
