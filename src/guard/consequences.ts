import type { OutputHappening } from './outbound.ts';
import { type Ledgers, strikesAt, violationsAt } from './ledgers.ts';
import type { SanctionKind } from './sanctions.ts';
import { spareCell } from './slot-table.ts';
import { strikes } from './strikes.ts';
import type { Ask } from './use.ts';
import { type Where, communityIn } from './where.ts';
import type { StageName } from './verdict.ts';
import { violations } from './violations.ts';

/** What the guard did that operators, the audit and the board want to know of. Times are monotonic. */
export type Happening =
  | {
      readonly kind: SanctionKind;
      readonly actor: string;
      /** What people call him. */
      readonly name: string;
      /** The community where it holds; absent: everywhere. */
      readonly community?: string;
      readonly where: Where;
      readonly forMs: number;
      readonly untilMs: number;
    }
  | {
      readonly kind: 'channel-silenced';
      readonly where: Where;
      readonly forMs: number;
      readonly untilMs: number;
      /** The channel is only watched: nothing was refused. */
      readonly watched: boolean;
      /** Operators are to be told; they are not told of each. */
      readonly alert: boolean;
    }
  | OutputHappening;

export type Tell = (happening: Happening) => void;

/**
 * What a refusal leads to: one strike a window for asking too fast, a violation for each strike and for each use
 * beyond the minute's allowance; of enough of them, a mute or a ban.
 */
export function punish(ledgers: Ledgers, ask: Ask, stage: StageName, tell: Tell): void {
  if (stage === 'window') afterTooFast(ledgers, ask, tell);
  if (stage === 'bucket') afterViolation(ledgers, ask, tell);
}

function afterTooFast(ledgers: Ledgers, ask: Ask, tell: Tell): void {
  const { offenders } = ledgers;
  const { window, strikes: limit } = ask.limits;
  const at = strikesAt(recordOf(ledgers, ask));
  const count = strikes.note(offenders.ints, at, ask.tick, window.windowMs);
  if (count === 0) return;
  if (count >= limit.max) {
    strikes.clear(offenders.ints, at);
    sanction(ledgers, ask, { kind: 'muted', forMs: limit.muteMs }, tell);
  }
  afterViolation(ledgers, ask, tell);
}

function afterViolation(ledgers: Ledgers, ask: Ask, tell: Tell): void {
  const { offenders } = ledgers;
  const at = violationsAt(recordOf(ledgers, ask));
  const forMs = violations.note(offenders.ints, at, ask.tick, ask.limits.violations);
  if (forMs > 0) sanction(ledgers, ask, { kind: 'banned', forMs }, tell);
}

function recordOf({ offenders }: Ledgers, ask: Ask): number {
  const at = offenders.open(ask.high, ask.low, ask.tick);
  if (ask.limits.apart !== undefined) offenders.ints[at + spareCell] = ask.ownHigh;
  return at;
}

/** Holds everywhere, unless the community judges by numbers of its own. */
function sanction(
  ledgers: Ledgers,
  ask: Ask,
  { kind, forMs }: { readonly kind: SanctionKind; readonly forMs: number },
  tell: Tell,
): void {
  const { actor, where, nowMs, limits } = ask;
  if (!where) return;
  const untilMs = nowMs + forMs;
  const name = ask.name ?? actor;
  const from = communityIn(where);
  const reach = limits.apart === undefined ? {} : { community: limits.apart };
  ask.reason = kind;
  ledgers.sanctions.begin({
    ...{ actor, name, kind, sinceMs: nowMs, untilMs },
    ...reach,
    ...(from !== undefined && { from }),
  });
  tell({ kind, actor, name, where, forMs, untilMs, ...reach });
}

/** Tells of a channel that this use silenced, or would have. */
export function tellOfChannel({ channel, where, nowMs, limits }: Ask, tell: Tell): void {
  const mode = limits.modes.channel;
  if (channel?.began !== true || !where) return;
  const forMs = channel.waitMs;
  const watched = mode !== 'live';
  const alert = channel.alert && mode !== 'shadow';
  tell({ kind: 'channel-silenced', where, forMs, untilMs: nowMs + forMs, watched, alert });
}
