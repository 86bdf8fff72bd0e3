import { type Ledgers, bucketAt, window, windowAt } from './ledgers.ts';
import type { Sanction, Sanctions } from './sanctions.ts';
import { type SlotTable, spareCell } from './slot-table.ts';
import { tokenBucket } from './token-bucket.ts';
import type { Ask } from './use.ts';
import { communityIn } from './where.ts';
import type { StageName } from './verdict.ts';

/** One question on the way in. */
export interface Stage {
  readonly name: StageName;
  /** Its place among `stageNames`. */
  readonly number: number;
  readonly asks: string;
  /** Charges the use and answers 0, or charges nothing and answers in how many milliseconds to come again. */
  readonly judge: (ledgers: Ledgers, ask: Ask) => number;
}

/**
 * The way in, cheapest and most specific first; the command's cooldown (`reserving.ts`) comes after parsing and
 * authorising. Only what passed all the actor's own stages reaches, and charges, what is shared with others.
 */
export const stagesIn: readonly Stage[] = [
  { name: 'sanction', number: 0, asks: 'Is the actor muted or banned?', judge: bySanction },
  { name: 'window', number: 1, asks: 'Does the actor ask too fast?', judge: byWindow },
  { name: 'bucket', number: 2, asks: 'Has the actor used this minute up?', judge: byBucket },
  { name: 'channel', number: 3, asks: 'Do all together ask too much?', judge: byChannel },
];

/**
 * Asks all stages when all are live, which is the usual: each by its own name, so that the engine can put them
 * together. The number of the one that objects, with `ask.waitMs`; as many as there are stages, when none does.
 */
export function askAll(ledgers: Ledgers, ask: Ask): number {
  if ((ask.waitMs = bySanction(ledgers, ask)) > 0) return 0;
  if ((ask.waitMs = byWindow(ledgers, ask)) > 0) return 1;
  if ((ask.waitMs = byBucket(ledgers, ask)) > 0) return 2;
  if ((ask.waitMs = byChannel(ledgers, ask)) > 0) return 3;
  return 4;
}

/** The stage that `reserving.ts` judges by. */
export const cooldownStage = {
  name: 'cooldown',
  number: 4,
  asks: 'Does the command rest here, or is it the same again?',
} as const satisfies Omit<Stage, 'judge'>;

/** Looked up once a use; nothing else opens records in between. */
const recordOf = (actors: SlotTable, ask: Ask): number =>
  ask.record < 0 ? (ask.record = openRecord(actors, ask)) : ask.record;

function openRecord(actors: SlotTable, ask: Ask): number {
  const at = actors.open(ask.high, ask.low, ask.tick);
  if (ask.limits.apart !== undefined) actors.ints[at + spareCell] = ask.ownHigh;
  return at;
}

function bySanction({ sanctions }: Ledgers, ask: Ask): number {
  if (!sanctions.mayHold(ask.ownHigh)) return 0;
  const sanction = sanctionOn(sanctions, ask);
  if (!sanction) return 0;
  ask.reason = sanction.kind;
  return sanction.untilMs - ask.nowMs;
}

/** What holds the actor back where he asks. */
export const sanctionOn = (sanctions: Sanctions, ask: Ask): Sanction | undefined =>
  sanctions.of({ actor: ask.actor, community: ask.where && communityIn(ask.where) }, ask.nowMs);

/** Whoever asks again so soon may be near a limit, and operators want to know him by name. */
const soonMs = 60_000;

function byWindow({ actors, seen }: Ledgers, ask: Ask): number {
  const at = windowAt(recordOf(actors, ask));
  if (window.sinceLastMs(actors.ints, at, ask.tick) < soonMs) seen.note(ask.ownHigh, ask);
  const waitMs = window.waitMs(actors.ints, at, ask.tick, ask.limits.window);
  if (waitMs === 0) window.hit(actors.ints, at, ask.tick);
  else ask.reason = 'too-fast';
  return waitMs;
}

function byBucket({ actors }: Ledgers, ask: Ask): number {
  const at = bucketAt(recordOf(actors, ask), ask.category);
  const limit = ask.limits.buckets[ask.category];
  const waitMs = tokenBucket.waitMs(actors.floats, at, ask.nowMs, limit);
  if (waitMs === 0) tokenBucket.take(actors.floats, at, ask.nowMs, limit);
  else ask.reason = 'used-up';
  return waitMs;
}

function byChannel({ channels }: Ledgers, ask: Ask): number {
  const { where } = ask;
  if (where?.space === undefined) return 0;
  ask.reason = 'channel-quiet';
  const answer = channels.judge(where, ask.ownHigh, ask.nowMs, ask.limits.channel);
  ask.channel = answer;
  return answer.waitMs;
}
