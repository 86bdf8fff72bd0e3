import { type Ledgers, bucketAt, strikesAt, violationsAt, window, windowAt } from './ledgers.ts';
import type { Seen } from './seen-lately.ts';
import { type Where, communityIn } from './where.ts';
import { type Category, type Limits, categories } from './limits.ts';
import type { OutputSilences } from './outbound.ts';
import type { OutputStage } from './output-limits.ts';
import type { Sanction } from './sanctions.ts';
import { tickOf } from './slot-table.ts';
import { strikes } from './strikes.ts';
import { tokenBucket } from './token-bucket.ts';
import type { OutputReason, Reason, StageName } from './verdict.ts';
import { violations } from './violations.ts';

/** Something that the guard holds back now. Times are monotonic. */
export interface LimitedNow {
  readonly stage: StageName | OutputStage;
  readonly reason: Reason | OutputReason;
  /** Absent for what concerns a whole channel. */
  readonly actor?: string;
  /** What people call the actor. */
  readonly name?: string;
  /** A channel's id; for `output-global` the connection's. */
  readonly channel?: string;
  /** What people call the channel. */
  readonly place?: string;
  /** The community that it is about, or where it was earned; absent for direct talk and what the instance's owner set. */
  readonly community?: string;
  readonly command?: string;
  readonly sinceMs?: number;
  readonly untilMs: number;
  /** Refusals in a row, where they are counted. */
  readonly refusals?: number;
}

/** Everything that is held back at this moment, what lasts longest first. */
export function limitedNow(
  ledgers: Ledgers,
  silences: OutputSilences,
  nowMs: number,
): readonly LimitedNow[] {
  const held = [
    ...ledgers.sanctions.active(nowMs).map(heldBySanction),
    ...ledgers.channels.silences(nowMs).map(({ channel, where, untilMs }): LimitedNow => ({
      ...{ stage: 'channel', reason: 'channel-quiet' },
      ...{ channel, untilMs },
      ...placed(where),
    })),
    ...heldByCooldown(ledgers, nowMs),
    ...heldByOwnLimits(ledgers, nowMs),
    ...heldOnTheWayOut(silences),
  ];
  return held.sort((a, b) => b.untilMs - a.untilMs);
}

function heldBySanction(sanction: Sanction): LimitedNow {
  const { actor, name, kind, sinceMs, untilMs, community = sanction.from } = sanction;
  return {
    ...{ stage: 'sanction', reason: kind },
    ...{ actor, sinceMs, untilMs },
    ...(name !== undefined && { name }),
    ...(community !== undefined && { community }),
  };
}

function placed(where: Where | undefined): Pick<LimitedNow, 'place' | 'community'> {
  const community = where && communityIn(where);
  return {
    ...(where?.name !== undefined && { place: where.name }),
    ...(community !== undefined && { community }),
  };
}

function heldByCooldown(ledgers: Ledgers, nowMs: number): readonly LimitedNow[] {
  const resting = { stage: 'cooldown', reason: 'cooling-down' } as const;
  return [
    ...ledgers.cooldowns
      .active(nowMs)
      .map(({ scope, command, untilMs }) => ({ ...resting, channel: scope, command, untilMs })),
    ...ledgers.directCooldowns
      .active(nowMs)
      .map(({ scope, command, untilMs }) => ({ ...resting, actor: scope, command, untilMs })),
  ];
}

/** Those whom a channel's silence or a shared cooldown refused are not held back themselves. */
function heldByOwnLimits({ refused }: Ledgers, nowMs: number): readonly LimitedNow[] {
  return refused
    .all()
    .filter(
      ({ reason, untilMs }) =>
        untilMs > nowMs && reason !== 'channel-quiet' && reason !== 'cooling-down',
    )
    .map(({ where, name, ...refusal }) => ({
      ...refusal,
      ...(name !== undefined && { name }),
      ...(where && { channel: where.channel }),
      ...placed(where),
    }));
}

const heldOnTheWayOut = ({ targets, connections }: OutputSilences): readonly LimitedNow[] => [
  ...targets.map(({ target, where, untilMs }): LimitedNow => ({
    ...{ stage: 'output', reason: 'output-silent', untilMs },
    ...(target === where.channel ? { channel: target } : { actor: target }),
  })),
  ...connections.map(({ connection, untilMs }): LimitedNow => ({
    ...{ stage: 'output-global', reason: 'output-tight', channel: connection, untilMs },
  })),
];

/** All that is known of one actor. */
export interface ActorStats {
  readonly actor: string;
  readonly hits: { readonly inWindow: number; readonly max: number; readonly waitMs: number };
  readonly buckets: Readonly<Record<Category, { readonly tokens: number; readonly burst: number }>>;
  readonly strikes: number;
  readonly violations: number;
  /** Temporary bans that still make the next one longer. */
  readonly bans: number;
  /** All of his, wherever they hold. */
  readonly sanctions: readonly Sanction[];
}

interface About {
  readonly actor: string;
  readonly limits: Limits;
  readonly nowMs: number;
}

/** Someone who has used up most of what the place where he asked last allows. */
export interface NearLimit {
  readonly actor: string;
  readonly name?: string;
  readonly where: Where;
  readonly inWindow: number;
  readonly max: number;
  /** The category of which the least is left, and how much of its burst. */
  readonly least: { readonly category: Category; readonly tokens: number; readonly burst: number };
}

/** So much of a limit must be used up to be near it. */
const nearShare = 0.6;

/** Those seen lately who are near a limit of their own now, the nearest first. */
export function nearLimits(
  ledgers: Ledgers,
  limitsFor: (where: Where) => Limits,
  nowMs: number,
): readonly NearLimit[] {
  const used = ({ inWindow, max, least }: NearLimit): number =>
    Math.max(inWindow / max, 1 - least.tokens / least.burst);
  return ledgers.seen
    .all()
    .map((seen) =>
      nearnessOf(seen, actorStats(ledgers, { ...seen, limits: limitsFor(seen.where), nowMs })),
    )
    .filter((one) => used(one) >= nearShare)
    .sort((a, b) => used(b) - used(a));
}

function nearnessOf({ actor, name, where }: Seen, { hits, buckets }: ActorStats): NearLimit {
  const left = (one: NearLimit['least']): number => one.tokens / one.burst;
  const least = categories
    .map((category) => ({ category, ...buckets[category] }))
    .reduce((a, b) => (left(b) < left(a) ? b : a));
  return {
    ...{ actor, where, inWindow: hits.inWindow, max: hits.max, least },
    ...(name !== undefined && { name }),
  };
}

export function actorStats(ledgers: Ledgers, about: About): ActorStats {
  const { actor, nowMs } = about;
  const key = ledgers.keyOf(actor, about.limits.apart);
  const offender = ledgers.offenders.find(key.high, key.low);
  return {
    actor,
    ...ownLimits(ledgers, ledgers.actors.find(key.high, key.low), about),
    ...(offender < 0 ? { strikes: 0, violations: 0, bans: 0 } : offences(ledgers, offender, about)),
    sanctions: ledgers.sanctions.active(nowMs).filter((sanction) => sanction.actor === actor),
  };
}

function ownLimits({ actors }: Ledgers, at: number, { limits, nowMs }: About) {
  const [tick, cells] = [tickOf(nowMs), windowAt(at)];
  const bucket = (category: Category) => {
    const limit = limits.buckets[category];
    const tokens =
      at < 0
        ? limit.burst
        : tokenBucket.tokens(actors.floats, bucketAt(at, category), nowMs, limit);
    return { tokens, burst: limit.burst };
  };
  const [basic, gameplay, management, web] = categories;
  return {
    hits: {
      inWindow: at < 0 ? 0 : window.within(actors.ints, cells, tick, limits.window.windowMs),
      max: limits.window.max,
      waitMs: at < 0 ? 0 : window.waitMs(actors.ints, cells, tick, limits.window),
    },
    buckets: {
      [basic]: bucket(basic),
      [gameplay]: bucket(gameplay),
      [management]: bucket(management),
      [web]: bucket(web),
    },
  };
}

function offences({ offenders: { ints } }: Ledgers, at: number, { limits, nowMs }: About) {
  const tick = tickOf(nowMs);
  return {
    strikes: strikes.standing(ints, strikesAt(at), tick, limits.window.windowMs),
    violations: violations.count(ints, violationsAt(at), tick, limits.violations.windowMs),
    bans: violations.bans(ints, violationsAt(at), tick, limits.violations),
  };
}
