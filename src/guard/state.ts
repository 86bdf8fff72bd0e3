import { z } from 'zod';
import { channelId, spaceId } from '../base/ids.ts';
import type { Ledgers } from './ledgers.ts';
import { bucketAt, strikesAt, violationsAt, window, windowAt } from './ledgers.ts';
import { categories, limitFields } from './limits.ts';
import type { Outbound, OutputSilences } from './outbound.ts';
import { ageMs, tickOf } from './slot-table.ts';
import { sources } from './tallies.ts';
import { violations } from './violations.ts';

const int = z.int32();
const ms = z.number().nonnegative();
const key = z.tuple([int, int]);

const where = z.object({
  channel: z.string().transform(channelId),
  space: z.string().transform(spaceId).exactOptional(),
  platform: z.enum(sources),
  name: z.string().exactOptional(),
});
const nobody = { targets: [], connections: [] };

/** What the way out had silenced. Version 1 knew of none. */
const output = z.object({
  targets: z.array(z.object({ connection: z.string(), target: z.string(), where, leftMs: ms })),
  connections: z.array(z.object({ connection: z.string(), where, leftMs: ms })),
});

/**
 * What outlives a restart, as plain data. Durations, not instants: monotonic time begins anew, and wall time may
 * step. Who is counted in `actors` and `offenders` is a fingerprint under `seed`.
 */
export const guardState = z.object({
  version: z.literal([1, 2]),
  savedAtMs: z.number(),
  seed: z.tuple([int, int, int, int]),
  sanctions: z.array(
    z.object({
      ...{ actor: z.string(), name: z.string().exactOptional() },
      ...{ kind: z.enum(['muted', 'banned']), heldMs: ms, leftMs: ms },
      ...{ community: z.string().exactOptional(), from: z.string().exactOptional() },
      ...{ set: z.boolean().exactOptional(), pardonedIn: z.array(z.string()).exactOptional() },
    }),
  ),
  silences: z.array(z.object({ channel: z.string(), leftMs: ms })),
  cooldowns: z.array(
    z.object({ direct: z.boolean(), scope: z.string(), command: z.string(), leftMs: ms }),
  ),
  offenders: z.array(
    z.object({
      key,
      strikes: int,
      strikeAgeMs: ms,
      bans: int,
      banAgeMs: ms,
      violationAgesMs: z.array(ms),
    }),
  ),
  actors: z.array(z.object({ key, missingMs: z.array(ms), hitAgesMs: z.array(ms) })),
  output: output.default(nobody),
});

export type GuardState = z.infer<typeof guardState>;

/** At most this many of each who are known by fingerprint: those who used, or offended, the most. */
const mostSaved = 10_000;
/** An age that was never. */
const never = 2 ** 31 - 1;
const finite = (age: number): number => Math.min(never, age);

export interface Times {
  readonly nowMs: number;
  /** Wall time. */
  readonly wallMs: number;
}

/** Everything that must outlive a restart. */
export function saveState(
  ledgers: Ledgers,
  outbound: Outbound,
  { nowMs, wallMs }: Times,
): GuardState {
  return {
    version: 2,
    savedAtMs: wallMs,
    seed: [...ledgers.seed],
    sanctions: ledgers.sanctions.active(nowMs).map(({ sinceMs, untilMs, pardonedIn, ...kept }) => ({
      ...kept,
      ...(pardonedIn && { pardonedIn: [...pardonedIn] }),
      heldMs: Math.max(0, nowMs - sinceMs),
      leftMs: untilMs - nowMs,
    })),
    silences: ledgers.channels
      .silences(nowMs)
      .map(({ channel, untilMs }) => ({ channel, leftMs: untilMs - nowMs })),
    cooldowns: [false, true].flatMap((direct) =>
      (direct ? ledgers.directCooldowns : ledgers.cooldowns)
        .active(nowMs)
        .map(({ scope, command, untilMs }) => ({
          ...{ direct, scope, command },
          leftMs: untilMs - nowMs,
        })),
    ),
    offenders: savedOffenders(ledgers, nowMs),
    actors: savedActors(ledgers, nowMs),
    output: savedOutput(outbound.silences(nowMs), nowMs),
  };
}

const savedOutput = (
  { targets, connections }: OutputSilences,
  nowMs: number,
): GuardState['output'] => ({
  targets: targets.map(({ untilMs, ...target }) => ({ ...target, leftMs: untilMs - nowMs })),
  connections: connections.map(({ untilMs, ...one }) => ({ ...one, leftMs: untilMs - nowMs })),
});

function savedOffenders({ offenders }: Ledgers, nowMs: number): GuardState['offenders'] {
  const saved: GuardState['offenders'] = [];
  const [tick, { ints }] = [tickOf(nowMs), offenders];
  offenders.each((at) => {
    const [strike, violation] = [strikesAt(at), violationsAt(at)];
    saved.push({
      key: [...offenders.keyAt(at)],
      strikes: ints[strike] ?? 0,
      strikeAgeMs: finite(ageMs(tick, ints[strike + 1] ?? 0)),
      ...violations.kept(ints, violation, tick, limitFields.violationWindowMs.max),
    });
  });
  if (saved.length <= mostSaved) return saved;
  const weight = ({ bans, violationAgesMs, strikes }: GuardState['offenders'][number]) =>
    bans * 100 + violationAgesMs.length * 10 + strikes;
  return saved.sort((a, b) => weight(b) - weight(a)).slice(0, mostSaved);
}

function savedActors({ actors }: Ledgers, nowMs: number): GuardState['actors'] {
  const saved: GuardState['actors'] = [];
  const tick = tickOf(nowMs);
  actors.each((at) => {
    const missingMs = categories.map((category) =>
      Math.max(0, (actors.floats[bucketAt(at, category)] ?? 0) - nowMs),
    );
    if (missingMs.every((missing) => missing === 0)) return;
    const hitAgesMs = window.agesMs(actors.ints, windowAt(at), tick).map(finite);
    saved.push({ key: [...actors.keyAt(at)], missingMs, hitAgesMs });
  });
  if (saved.length <= mostSaved) return saved;
  const used = ({ missingMs }: GuardState['actors'][number]) => Math.max(...missingMs);
  return saved.sort((a, b) => used(b) - used(a)).slice(0, mostSaved);
}

/**
 * Puts back what was saved, as if the time in between had passed here. When wall time went back meanwhile, everything
 * lasts as long as it had left then, never longer. Actors and offenders only fit under the seed that they were saved with.
 */
export function loadState(
  ledgers: Ledgers,
  outbound: Outbound,
  { state, times: { nowMs, wallMs } }: { readonly state: GuardState; readonly times: Times },
): void {
  const downMs = Math.max(0, wallMs - state.savedAtMs);
  const until = (leftMs: number) => nowMs + leftMs - downMs;
  for (const { heldMs, leftMs, ...kept } of state.sanctions) {
    if (leftMs <= downMs) continue;
    const sinceMs = nowMs - downMs - heldMs;
    ledgers.sanctions.begin({ ...kept, sinceMs, untilMs: until(leftMs) });
  }
  for (const { channel, leftMs } of state.silences)
    if (leftMs > downMs) ledgers.channels.silenceUntil(channel, until(leftMs));
  for (const { direct, scope, command, leftMs } of state.cooldowns) {
    const table = direct ? ledgers.directCooldowns : ledgers.cooldowns;
    if (leftMs > downMs) table.reserve(scope, command, until(leftMs));
  }
  const held = <Left extends { readonly leftMs: number }>(all: readonly Left[]) =>
    all
      .filter(({ leftMs }) => leftMs > downMs)
      .map((one) => ({ ...one, untilMs: until(one.leftMs) }));
  const { targets, connections } = state.output;
  outbound.restore({ targets: held(targets), connections: held(connections) }, nowMs);
  if (state.seed.some((part, at) => part !== ledgers.seed[at])) return;
  loadOffenders(ledgers, state, nowMs - downMs);
  loadActors(ledgers, state, { nowMs, savedMs: nowMs - downMs });
}

/** `savedMs`: when it was saved, in this run's time; mostly before its beginning. */
function loadOffenders({ offenders }: Ledgers, state: GuardState, savedMs: number): void {
  const { ints } = offenders;
  for (const {
    key: [high, low],
    strikes,
    strikeAgeMs,
    ...kept
  } of state.offenders) {
    const at = offenders.open(high, low, tickOf(savedMs));
    const strike = strikesAt(at);
    ints[strike] = strikes;
    ints[strike + 1] = tickOf(savedMs - strikeAgeMs);
    violations.restore(ints, violationsAt(at), kept, savedMs);
  }
}

function loadActors(
  { actors }: Ledgers,
  state: GuardState,
  { nowMs, savedMs }: { readonly nowMs: number; readonly savedMs: number },
): void {
  for (const {
    key: [high, low],
    missingMs,
    hitAgesMs,
  } of state.actors) {
    const at = actors.open(high, low, tickOf(nowMs));
    categories.forEach((category, number) => {
      const fullMs = savedMs + (missingMs[number] ?? 0);
      actors.floats[bucketAt(at, category)] = fullMs > nowMs ? fullMs : 0;
    });
    for (const age of hitAgesMs) window.hit(actors.ints, windowAt(at), tickOf(savedMs - age));
  }
}
