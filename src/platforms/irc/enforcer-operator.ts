import type { Inside } from './enforcer-inside.ts';
import { isOperator } from './enforcer-inside.ts';

/** Services that refuse are not asked again and again. */
const askedAgainMs = 30_000;

/** Where the bot may ask ChanServ (`chanserv: true`), it gets the rank of an operator when it needs it. */
export class OperatorRank {
  readonly #askedAtMs = new Map<string, number>();

  /** Whether the bot is operator, or would ask to be. */
  isInReach(inside: Inside): boolean {
    return isOperator(inside) || inside.link.config.chanserv;
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
