import { CastellanError } from '../../base/errors.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { Place } from '../../core/event.ts';
import { type Inside, isOperator, notOperator } from './enforcer-inside.ts';
import type { Channel } from './roster.ts';

/** Services that refuse are not asked again and again. */
const askedAgainMs = 30_000;
/** Whoever gives op to those who come has given it by then. */
const soonMs = 30_000;

/** Where the bot may ask ChanServ (`chanserv: true`), it gets the rank of an operator when it needs it. */
export class OperatorRank {
  readonly #askedAtMs = new Map<string, number>();
  /** When it was first needed in a channel, of each stay there. */
  readonly #neededAtMs = new WeakMap<Channel, number>();

  /** Whether the bot is operator, or would ask to be. */
  isInReach(inside: Inside): boolean {
    return isOperator(inside) || inside.link.config.chanserv;
  }

  /**
   * Refused where the bot is not operator. Throws `network` where it came a moment ago and may be made one: what was
   * written before a restart must not fail because of that.
   */
  async must(inside: Inside, where: Place): Promise<Result<void>> {
    const { channel, link } = inside;
    if (await this.ensured(inside)) return ok(undefined);
    const nowMs = link.clock.monotonic();
    const sinceMs = this.#neededAtMs.get(channel) ?? nowMs;
    this.#neededAtMs.set(channel, sinceMs);
    if (nowMs - sinceMs > soonMs) return err(notOperator(link, where));
    throw new CastellanError('network', `The bot is in ${where.name}, but no operator there yet`);
  }

  /** Whether the bot is operator now; services are asked first where they may be. */
  async ensured(inside: Inside): Promise<boolean> {
    const { link, modes, channel } = inside;
    if (isOperator(inside) || !link.config.chanserv) return isOperator(inside);
    const nowMs = link.clock.monotonic();
    if (nowMs - (this.#askedAtMs.get(channel.folded) ?? -Infinity) < askedAgainMs) return false;
    this.#askedAtMs.set(channel.folded, nowMs);
    if (!(await modes.askForOperator(channel.name))) return false;
    // What services gave once they give again, at once.
    this.#askedAtMs.delete(channel.folded);
    return isOperator(inside);
  }
}
