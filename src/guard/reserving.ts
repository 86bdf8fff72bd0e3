import type { KeyedCooldowns } from './cooldowns.ts';
import type { Fingerprint } from './fingerprint.ts';
import { type Ledgers, sameCommand, sameCommandAt } from './ledgers.ts';
import { spareCell } from './slot-table.ts';
import type { Ask } from './use.ts';

/** The right to run a command once. Settle it: what was neither committed nor refunded counts as used. */
export interface Reservation {
  /** The work took place: the cooldown, which runs since the reservation, stands. */
  commit(): void;
  /** The work did not take place: nothing was used. */
  refund(): void;
}

/** A command that is to be run. */
export interface Wanted {
  /** Its canonical name, or that of the group that rests together: aliases share one. */
  readonly command: string;
  /** How long it rests in this channel after a use; 0 for not at all. */
  readonly cooldownMs: number;
}

/** Charges cooldowns. Shared by channel and command; the same command again, by actor. */
export class Reserving {
  readonly #ledgers: Ledgers;
  readonly #fingerprint: Fingerprint;
  /** The command whose fingerprint is kept: mostly the same few come again. */
  #command = '';
  #commandHigh = 0;
  #commandLow = 0;
  /** Where the record of the last asked actor and command is. */
  #record = 0;

  constructor(ledgers: Ledgers, fingerprint: Fingerprint) {
    this.#ledgers = ledgers;
    this.#fingerprint = fingerprint;
  }

  /** Milliseconds until it may be run; 0 when it may now. Charges nothing. */
  waitMs(ask: Ask, { command, cooldownMs }: Wanted): number {
    this.#open(ask, command);
    if (cooldownMs > 0) {
      const waitMs = cooldownsFor(this.#ledgers, ask).waitMs(scopeOf(ask), command, ask.nowMs);
      if (waitMs > 0) {
        ask.reason = 'cooling-down';
        return waitMs;
      }
    }
    const { ints } = this.#ledgers.uses;
    ask.reason = 'same-command';
    return sameCommand.waitMs(ints, sameCommandAt(this.#record), ask.tick, ask.limits.sameCommand);
  }

  /** Charges what `waitMs` was just asked for. */
  charge(ask: Ask, wanted: Wanted): Reservation {
    const { ints } = this.#ledgers.uses;
    ints[this.#record + spareCell] = ask.ownHigh;
    sameCommand.hit(ints, sameCommandAt(this.#record), ask.tick);
    const { high, low } = this.#fingerprint;
    return new Charged(
      this.#ledgers,
      { high, low, tick: ask.tick },
      shared(this.#ledgers, ask, wanted),
    );
  }

  #open(ask: Ask, command: string): void {
    const fingerprint = this.#fingerprint;
    if (command !== this.#command) {
      fingerprint.of(command);
      this.#command = command;
      this.#commandHigh = fingerprint.high;
      this.#commandLow = fingerprint.low;
    }
    fingerprint.high = this.#commandHigh;
    fingerprint.low = this.#commandLow;
    fingerprint.with(ask.high, ask.low);
    this.#record = this.#ledgers.uses.open(fingerprint.high, fingerprint.low, ask.tick);
  }
}

/** One's own uses lie with the actor in direct talk, with the channel elsewhere. */
const scopeOf = ({ where, actor }: Ask): string =>
  where?.space === undefined ? actor : where.channel;

const cooldownsFor = ({ cooldowns, directCooldowns }: Ledgers, { where }: Ask): KeyedCooldowns =>
  where?.space === undefined ? directCooldowns : cooldowns;

interface SharedCharge {
  readonly table: KeyedCooldowns;
  readonly scope: string;
  readonly command: string;
  readonly holder: number;
}

function shared(
  ledgers: Ledgers,
  ask: Ask,
  { command, cooldownMs }: Wanted,
): SharedCharge | undefined {
  if (cooldownMs <= 0) return undefined;
  const [table, scope] = [cooldownsFor(ledgers, ask), scopeOf(ask)];
  return { table, scope, command, holder: table.reserve(scope, command, ask.nowMs + cooldownMs) };
}

interface OwnCharge {
  readonly high: number;
  readonly low: number;
  readonly tick: number;
}

class Charged implements Reservation {
  readonly #ledgers: Ledgers;
  readonly #own: OwnCharge;
  readonly #shared: SharedCharge | undefined;
  #settled = false;

  constructor(ledgers: Ledgers, own: OwnCharge, sharedCharge: SharedCharge | undefined) {
    this.#ledgers = ledgers;
    this.#own = own;
    this.#shared = sharedCharge;
  }

  commit(): void {
    this.#settled = true;
  }

  refund(): void {
    if (this.#settled) return;
    this.#settled = true;
    const { uses } = this.#ledgers;
    const at = uses.find(this.#own.high, this.#own.low);
    if (at >= 0) sameCommand.undo(uses.ints, sameCommandAt(at), this.#own.tick);
    if (!this.#shared) return;
    const { table, scope, command, holder } = this.#shared;
    table.refund(scope, command, holder);
  }
}

/** What nobody is charged for. */
export const unchargedReservation: Reservation = { commit: () => {}, refund: () => {} };
