import type { Clock } from '../base/clock.ts';
import type { Levers, OutputLayer } from '../core/commands/levers.ts';
import type { Place } from '../core/event.ts';
import type { Guard, LimitedNow, OutputStatus } from '../guard/index.ts';

/** The guard as operators handle it, on the program's clock. */
export function leversOf(guard: Guard, clock: Pick<Clock, 'monotonic'>): Levers {
  const now = () => clock.monotonic();
  return {
    decisions() {
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
    },
    output: (where) => outputOf(guard.outputStatus(now()), where),
    held: (where) => guard.limited(now()).filter(isIn(where)).map(heldBack(now())),
    standing(actor, where) {
      const { hits, buckets, strikes, violations, bans, sanctions } = guard.statsFor(
        actor,
        where,
        now(),
      );
      return {
        ...{ inWindow: hits.inWindow, windowMax: hits.max, strikes, violations, bans },
        left: Object.entries(buckets).map(([category, { tokens, burst }]) => ({
          ...{ category, tokens: Math.floor(tokens), burst },
        })),
        held: sanctions.map(({ kind, untilMs }) => ({ kind, leftMs: untilMs - now() })),
      };
    },
    unmute: (actor) => guard.unmute(actor, now()) !== undefined,
    unban: (actor) => guard.unban(actor, now()) !== undefined,
    reset: (actor) => guard.reset(actor),
    lift: ({ channel }) => guard.lift(channel, now()),
  };
}

/** A place's connection as a whole, then its channel; without one, all of them. */
function outputOf({ connections, targets }: OutputStatus, where?: Place): readonly OutputLayer[] {
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

/** What concerns a person holds everywhere; what concerns a channel, there. */
const isIn =
  (where: Place | undefined) =>
  ({ channel, actor }: LimitedNow): boolean =>
    where === undefined || actor !== undefined || channel === where.channel;

const heldBack =
  (nowMs: number) =>
  ({ stage, actor, channel, command, untilMs }: LimitedNow) => ({
    stage,
    ...(actor !== undefined && { actor }),
    ...(channel !== undefined && { channel }),
    ...(command !== undefined && { command }),
    leftMs: Math.max(0, untilMs - nowMs),
  });
