import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { ReplyOptions, Said } from '../platform.ts';
import type { Use } from './use.ts';

type Fade = (use: Use, said: Said | undefined, options: ReplyOptions) => void;

/**
 * Deletes answers after the time that the place sets, where the network can. What only its reader sees is not in
 * anybody's way, and what cannot be deleted stays.
 */
export const fading =
  (clock: Pick<Clock, 'after'>, log: Log): Fade =>
  ({ event, platform, rules: { deleteRepliesMs } }, said, options) => {
    const message = said?.message;
    if (deleteRepliesMs === 0 || message === undefined || !platform.can.has('delete')) return;
    if (options.private === true && event.reply.awaited === true) return;
    clock.after(deleteRepliesMs, () => {
      platform
        .remove(event.where.channel, message)
        .catch((failure: unknown) =>
          log.debug({ failure: messageOf(failure) }, 'An answer could not be deleted'),
        );
    });
  };
