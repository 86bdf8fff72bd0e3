import { type Happening, punish, tellOfChannel } from './consequences.ts';
import { Fingerprint } from './fingerprint.ts';
import type { Ledgers } from './ledgers.ts';
import type { LimitsFor } from './limits-port.ts';
import { type Reservation, Reserving, type Wanted, unchargedReservation } from './reserving.ts';
import { type Stage, askAll, cooldownStage, sanctionOn, stagesIn } from './stages.ts';
import { type Tallies, counted } from './tallies.ts';
import { Ask, type Use } from './use.ts';
import { type Flagged, type Refused, type Verdict, allow } from './verdict.ts';

interface Parts {
  readonly ledgers: Ledgers;
  readonly limitsFor: LimitsFor;
  readonly tallies: Tallies;
  readonly tell: (happening: Happening) => void;
  /** Whom the guard counts for an actor: himself, or all of his network. */
  readonly keyed: (actor: string) => string;
}

export type Reserved =
  | { readonly verdict: 'allow'; readonly reservation: Reservation }
  | (Flagged & { readonly reservation: Reservation })
  | Refused;

const unharmed: Reserved = { verdict: 'allow', reservation: unchargedReservation };

/**
 * The way in. Synchronous; touches nothing but its own tables. `nowMs` is monotonic time everywhere.
 */
export class Inbound {
  readonly #parts: Parts;
  readonly #ask: Ask;
  readonly #reserving: Reserving;
  readonly #keyed: (actor: string) => string;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#keyed = parts.keyed;
    this.#ask = new Ask(parts.ledgers.seed);
    this.#reserving = new Reserving(parts.ledgers, new Fingerprint(parts.ledgers.seed));
  }

  /** Judges a use before it is parsed, and charges it for as far as it got. */
  judge(use: Use, nowMs: number): Verdict {
    if (use.exempt) return allow;
    const { ledgers, limitsFor, tallies } = this.#parts;
    const ask = this.#ask;
    const limits = limitsFor(use.where);
    ask.who(this.#keyed(use.actor));
    ask.set(use, limits, nowMs);
    if (limits.allLive) return this.#judgeLive(ledgers, ask, tallies);
    let flagged: Flagged | undefined;
    for (const stage of stagesIn) {
      const mode = limits.modes[stage.name];
      if (mode === 'off') continue;
      const waitMs = stage.judge(ledgers, ask);
      if (waitMs === 0) tallies.count(stage.number, counted.allow, ask.source);
      else if (mode === 'live') return this.#refuse(stage, waitMs);
      else flagged = this.#flag(stage, waitMs, flagged);
    }
    return flagged ?? allow;
  }

  #judgeLive(ledgers: Ledgers, ask: Ask, tallies: Tallies): Verdict {
    const reached = askAll(ledgers, ask);
    for (let number = 0; number < reached; number += 1)
      tallies.count(number, counted.allow, ask.source);
    const objects = stagesIn[reached];
    return objects ? this.#refuse(objects, ask.waitMs) : allow;
  }

  /**
   * Charges the command's cooldowns, once the use was parsed and authorised: what is refused there costs nobody
   * anything. Ends in `commit` or `refund`.
   */
  reserve(use: Use, wanted: Wanted, nowMs: number): Reserved {
    const ask = this.#ask;
    const { limitsFor, tallies } = this.#parts;
    ask.who(this.#keyed(use.actor));
    ask.set(use, limitsFor(use.where), nowMs);
    const mode = ask.limits.modes.cooldown;
    if (mode === 'off') return unharmed;
    const asked = this.#reserving.waitMs(ask, wanted);
    const waitMs = use.exempt ? 0 : asked;
    if (waitMs > 0 && mode === 'live') return this.#refuse(cooldownStage, waitMs);
    if (waitMs > 0) {
      const flagged = this.#flag(cooldownStage, waitMs, undefined);
      return { ...flagged, reservation: unchargedReservation };
    }
    if (!use.exempt) tallies.count(cooldownStage.number, counted.allow, ask.source);
    return { verdict: 'allow', reservation: this.#reserving.charge(ask, wanted) };
  }

  #refuse(stage: Omit<Stage, 'judge'>, waitMs: number): Refused {
    const { ledgers, tallies, tell } = this.#parts;
    const ask = this.#ask;
    tallies.count(stage.number, counted.refuse, ask.source);
    if (stage.name === 'sanction') return this.#refused(stage.name, waitMs, false);
    punish(ledgers, ask, stage.name, tell);
    if (stage.name === 'channel') tellOfChannel(ask, tell);
    this.#remember(stage.name, waitMs);
    const { ownHigh, ownLow, nowMs, limits } = ask;
    const due = ledgers.notices.due(ownHigh, ownLow, nowMs, limits.noticeEveryMs);
    // What it led to holds longer than what was asked.
    const sanction = ledgers.sanctions.mayHold(ownHigh) && sanctionOn(ledgers.sanctions, ask);
    return this.#refused(stage.name, sanction ? sanction.untilMs - nowMs : waitMs, due);
  }

  #refused(stage: Stage['name'], retryAfterMs: number, tell: boolean): Refused {
    return { verdict: 'refuse', stage, reason: this.#ask.reason, retryAfterMs, tell };
  }

  #flag(stage: Omit<Stage, 'judge'>, waitMs: number, before: Flagged | undefined): Flagged {
    const { tallies, tell } = this.#parts;
    const ask = this.#ask;
    tallies.count(stage.number, counted.flag, ask.source);
    if (stage.name === 'channel') tellOfChannel(ask, tell);
    return (
      before ?? { verdict: 'flag', stage: stage.name, reason: ask.reason, retryAfterMs: waitMs }
    );
  }

  /** Keeps the name of who is refused, for operators. */
  #remember(stage: Stage['name'], waitMs: number): void {
    const { actor, name, where, reason, nowMs, ownHigh } = this.#ask;
    const untilMs = nowMs + waitMs;
    const now = { actor, name, stage, reason, where, sinceMs: nowMs, untilMs };
    this.#parts.ledgers.refused.note(ownHigh, now);
  }
}
