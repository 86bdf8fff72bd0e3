import type { DoorLevel } from '../../core/door.ts';

/** What makes a raid in one place, and how long it is answered. */
export interface RaidLimits {
  /** Newcomers within the window from which on they are a wave at all. */
  readonly joins: number;
  readonly windowMs: number;
  /** The weight of the wave from which on it is slowed down, and from which on the door is closed. */
  readonly slowWeight: number;
  readonly lockdownWeight: number;
  /** How long a level stays after the last wave. */
  readonly holdMs: number;
  /** Operators hear of the same level no more often than this. */
  readonly alertEveryMs: number;
  /** The highest level that is taken without anyone asking. */
  readonly highest: DoorLevel;
}

/** Joins that a window remembers: more than any threshold can ask for, since each weighs at least 1. */
export const mostJoins = 256;

const second = 1000;
const minute = 60 * second;
const field = (preset: number, min: number, max: number) => ({ preset, min, max });

/** Every number, with what holds when nobody set it and what it may be (systems.md CO6). */
export const raidFields = {
  joins: field(10, 3, 50),
  windowMs: field(minute, 30 * second, 5 * minute),
  slowWeight: field(20, 3, 250),
  lockdownWeight: field(40, 3, 250),
  holdMs: field(10 * minute, 10 * second, 24 * 60 * minute),
  alertEveryMs: field(5 * minute, 10 * second, 24 * 60 * minute),
} as const;

export const defaultRaidLimits: RaidLimits = {
  joins: raidFields.joins.preset,
  windowMs: raidFields.windowMs.preset,
  slowWeight: raidFields.slowWeight.preset,
  lockdownWeight: raidFields.lockdownWeight.preset,
  holdMs: raidFields.holdMs.preset,
  alertEveryMs: raidFields.alertEveryMs.preset,
  highest: 'lockdown',
};
