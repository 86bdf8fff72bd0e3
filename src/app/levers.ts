import type { Clock } from '../base/clock.ts';
import type { CommandList } from '../core/commands/command-info.ts';
import type {
  ChannelLayer,
  HeldBack,
  Levers,
  Lifted,
  LimitsInForce,
  Near,
  OutputLayer,
  Standing,
} from '../core/commands/levers.ts';
import type { Place } from '../core/event.ts';
import {
  type ActorStats,
  type Guard,
  type LimitedNow,
  type Limits,
  type NearLimit,
  type OutputStatus,
  type Sanction,
  type SanctionKind,
  type Where,
  communityIn,
} from '../guard/index.ts';
import type { Cooldowns } from './cooldowns.ts';

interface Parts {
  readonly guard: Guard;
  readonly cooldowns: Cooldowns;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly commands: Pick<CommandList, 'all'>;
}

/** The guard as operators handle it, on the program's clock. */
export function leversOf({ guard, cooldowns, clock, commands }: Parts): Levers {
  const now = () => clock.monotonic();
  const liftedBy = (
    lift: (actor: string, nowMs: number, within?: string) => Sanction | undefined,
    kind: SanctionKind,
  ) => {
    return (actor: string, within?: string): Lifted => {
      if (!lift(actor, now(), within)) return false;
      return guard.isHeld(actor, kind, now()) ? 'gone-here' : 'gone';
    };
  };
  return {
    decisions: () => decisionsOf(guard),
    output: (where) => outputOf(guard.outputStatus(now()), where),
    held: (where) => guard.limited(now()).filter(isIn(where)).map(heldBack(now())),
    channels: (where) => channelLayers(guard, now(), where),
    near: (where) => guard.near(now()).filter(isNear(where)).map(nearOf),
    standing: (actor, where) => standingOf(guard.statsFor(actor, where, now()), where, now()),
    limits: (where) => inForce(guard.limitsIn(where)),
    hold: (actor, { within, ...hold }) =>
      guard.holdIn({ actor, ...hold, ...(within !== undefined && { community: within }) }, now()),
    unmute: liftedBy((...of) => guard.unmute(...of), 'muted'),
    unban: liftedBy((...of) => guard.unban(...of), 'banned'),
    reset: (actor) => guard.reset(actor),
    lift: ({ channel }) => guard.lift(channel, now()),
    cooldowns(where) {
      const running = new Map(
        guard
          .limited(now())
          .filter(({ stage, channel }) => stage === 'cooldown' && channel === where.channel)
          .map(({ command, untilMs }) => [command ?? '', untilMs - now()]),
      );
      return commands
        .all()
        .map(({ name: command }) => ({ command, lengthMs: cooldowns.of(command, where) }))
        .map((one) => ({ ...one, leftMs: running.get(one.command) ?? 0 }))
        .filter(({ lengthMs, leftMs }) => lengthMs > 0 || leftMs > 0);
    },
    cooldownSetting: (command) => cooldowns.setting(command),
    clearCooldowns: ({ channel }, command) =>
      command === undefined
        ? guard.clearCooldowns(channel, now())
        : Number(guard.clearCooldown(channel, command, now())),
  };
}

function decisionsOf(guard: Guard) {
  const all = guard.tallies();
  const sum = (verdict: string, stage?: string) =>
    all
      .filter((one) => one.verdict === verdict && (stage === undefined || one.stage === stage))
      .reduce((total, { count }) => total + count, 0);
  const stages = [...new Set(all.map(({ stage }) => stage))];
  return {
    // Every use that was let in has passed the cooldown, the last stage.
    allowed: sum('allow', 'cooldown'),
    // What was refused on the way out had been let in.
    refused: sum('refuse') - sum('refuse', 'output') - sum('refuse', 'output-global'),
    byStage: stages.map((stage) => ({ stage, refused: sum('refuse', stage) })),
  };
}

/** A place's connection as a whole, then its channel; without one, all of them. */
function outputOf(
  { connections, targets }: OutputStatus,
  where?: Pick<Place, 'connection' | 'channel'>,
): readonly OutputLayer[] {
  return [
    ...connections
      .filter(({ connection }) => !where || connection === where.connection)
      .map(({ connection, sent, max, windowMs, tightForMs, refused }) => ({
        ...{ connection, count: sent, max, windowMs },
        ...{ silentForMs: tightForMs, waiting: 0, dropped: refused },
      })),
    ...targets
      .filter(({ hearer }) => !where || hearer.target === where.channel)
      .map(({ hearer: { connection, target, where: at }, sent, ...state }) => ({
        ...{ connection, count: sent, ...state },
        place: target === at.channel ? (at.name ?? target) : target,
      })),
  ];
}

/** Of other communities' people and channels, operators of this one see nothing. */
const isIn =
  (where: Where | undefined) =>
  ({ channel, actor, community }: LimitedNow): boolean => {
    if (where === undefined) return true;
    if (actor === undefined) return channel === where.channel;
    return community !== undefined && community === communityIn(where);
  };

const isNear =
  (here: Where | undefined) =>
  ({ where }: NearLimit): boolean =>
    here === undefined || (where.space !== undefined && communityIn(where) === communityIn(here));

const heldBack =
  (nowMs: number) =>
  ({
    sinceMs: _since,
    refusals: _refusals,
    community: _community,
    untilMs,
    ...held
  }: LimitedNow): HeldBack => ({
    ...held,
    leftMs: Math.max(0, untilMs - nowMs),
  });

function channelLayers(
  guard: Guard,
  nowMs: number,
  where: Where | undefined,
): readonly ChannelLayer[] {
  if (!where) {
    return guard.channels(nowMs).map(({ where: there, limit, ...now }) => ({
      ...{ place: there.name ?? there.channel, mode: guard.limitsIn(there).modes.channel },
      ...{ max: limit.max, windowMs: limit.windowMs, ...now },
    }));
  }
  if (where.space === undefined) return [];
  const { channel, modes } = guard.limitsIn(where);
  const { max, windowMs } = channel;
  const place = where.name ?? where.channel;
  return [{ place, mode: modes.channel, max, windowMs, ...guard.channelStatus(where, nowMs) }];
}

const nearOf = ({ actor, name, where, inWindow, max, least }: NearLimit): Near => ({
  ...{ name: name ?? actor, place: where.name ?? where.channel },
  ...{ inWindow, windowMax: max, category: least.category, burst: least.burst },
  tokens: Math.floor(least.tokens),
});

function standingOf(stats: ActorStats, where: Where, nowMs: number): Standing {
  const { hits, buckets, strikes, violations, bans, sanctions } = stats;
  return {
    ...{ inWindow: hits.inWindow, windowMax: hits.max, strikes, violations, bans },
    left: Object.entries(buckets)
      .filter(([category]) => category !== 'web')
      .map(([category, { tokens, burst }]) => ({ category, tokens: Math.floor(tokens), burst })),
    held: sanctions
      .filter((sanction) => holdsIn(sanction, communityIn(where)))
      .map(({ kind, untilMs }) => ({ kind, leftMs: untilMs - nowMs })),
  };
}

const holdsIn = ({ community, pardonedIn = [] }: Sanction, here: string | undefined): boolean =>
  community === undefined ? here === undefined || !pardonedIn.includes(here) : community === here;

function inForce({
  buckets,
  web: _web,
  allLive: _live,
  apart: _apart,
  ...limits
}: Limits): LimitsInForce {
  const { basic, gameplay, management } = buckets;
  return {
    ...limits,
    buckets: Object.entries({ basic, gameplay, management }).map(([category, bucket]) => ({
      category,
      ...bucket,
    })),
  };
}
