import type { Refusal, Result } from '../base/result.ts';
import type { Place } from './event.ts';

/** How strictly newcomers are met. `watch` only looks. */
export const doorLevels = ['watch', 'slow', 'lockdown'] as const;
export type DoorLevel = (typeof doorLevels)[number];

/** What a level is to do, in numbers. */
export interface DoorWishes {
  readonly level: Exclude<DoorLevel, 'watch'>;
  /** Seconds between two messages of a person. */
  readonly slowmodeSeconds: number;
  /** How many more people may come in until the limit moves on. */
  readonly margin: number;
  /** Epoch ms: when it is to end. */
  readonly untilMs: number;
  /** Keys of what stands there by our own doing; anything else that is stricter already stays as it is. */
  readonly ours: ReadonlySet<string>;
}

export const doorThings = [
  'slowmode',
  'verification',
  'invites',
  'limit',
  'exception', // for the bot itself, to get back in
  'registered-only',
  'invite-only',
  'moderated',
] as const;
export type DoorThing = (typeof doorThings)[number];

/**
 * One thing that guarding a door changes, with what stood there before, so that it can be put back: as plain data,
 * because it must outlive the process. Values are the platform's own, as text; null where nothing is set.
 */
export interface DoorChange {
  /** Names the thing: two changes of the same key are of the same thing. */
  readonly key: string;
  readonly what: DoorThing;
  /** For people: a channel's name. */
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  /** What we had set before `after`; when a process dies between the two, either may stand there. */
  readonly earlier?: string | null | undefined;
}

/** What was done at a door, in numbers; the text `raid.effect` says it. */
export type DoorEffect = {
  /** Channels that were slowed, and the seconds between two messages there. */
  readonly slowed: number;
  readonly seconds: number;
  /** 1: newcomers wait before they speak. */
  readonly verification: number;
  /** 1: paused. */
  readonly invites: number;
  /** Until everything ends. */
  readonly minutes: number;
  /** Members at most; 0 for no such limit. */
  readonly limit: number;
  readonly registered: number;
  readonly inviteOnly: number;
  readonly moderated: number;
  /** Things in all. */
  readonly changed: number;
  /** Things that somebody had changed meanwhile. */
  readonly left: number;
  /** Things that the network did not let us do. */
  readonly refused: number;
};

/** What a level would change now, and what stands in the way of doing it all. */
export interface DoorPlan {
  readonly changes: readonly DoorChange[];
  /** What keeps the bot from doing more, as texts that say what to do about it. */
  readonly obstacles: readonly Refusal[];
}

/** `left`: something else stands there than what the change began with; somebody's doing, which is not undone. */
export type DoorOutcome = 'done' | 'left';

/**
 * Guards the door of a space: a few verbs that know nothing of raids. Everything it does can be undone by
 * setting `undone(change)`.
 */
export interface Door {
  /** Members stay members when their connection breaks, so that closing the door locks nobody out who was in. */
  readonly keepsMembers: boolean;
  /** Reads what stands there and what the bot may do; changes nothing. Rejects with a CastellanError when it cannot look. */
  plan(where: Place, wishes: DoorWishes): Promise<DoorPlan>;
  /**
   * Makes one change, if what stands there is still its `before` (or `earlier`); done when it stands there already. Refused where the bot may not.
   * Rejects with a CastellanError where the network is away.
   */
  set(where: Place, change: DoorChange, reason: string): Promise<Result<DoorOutcome>>;
}

/** The change that puts back what was there before. */
export const undone = ({ before, after, ...change }: DoorChange): DoorChange => ({
  ...change,
  before: after,
  after: before,
});

/** The same door, but nothing is done there: what would have been is told all the same. */
export const dryDoor = (door: Door): Door => ({
  keepsMembers: door.keepsMembers,
  plan: (where, wishes) => door.plan(where, wishes),
  set: () => Promise.resolve({ ok: true, value: 'done' }),
});
