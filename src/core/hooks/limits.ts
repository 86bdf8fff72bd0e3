/** Which hooks wait for which: each lane has slots of its own, so that slow work keeps nobody urgent waiting. */
export const hookLanes = ['urgent', 'normal', 'bulk'] as const;
export type HookLane = (typeof hookLanes)[number];

/** How much hooks may take (systems.md Z46–Z50). */
export const hookLimits = {
  /** Calls at once in each lane. */
  slots: { urgent: 8, normal: 16, bulk: 4 } satisfies Record<HookLane, number>,
  /** Calls at once of one hook: one that hangs leaves the other slots of its lane. */
  slotsOfOne: 4,
  /** Events that wait, over all hooks. */
  queue: 1000,
  /** … and for one hook: one that hangs does not fill the queue of the others. */
  queueOfOne: 250,
  /** How long an event that finds the queue full waits for room; then it is dropped and counted. */
  roomWithinMs: 5000,
  /** Events that wait for room, over all hooks. */
  waitingForRoom: 1000,
  /** How long one call may take. */
  callWithinMs: 10_000,
  /** This many failures within the window open the breaker … */
  failures: 5,
  failuresWithinMs: 5 * 60_000,
  /** … for so long; then one call is let through to see whether it is well again. */
  openForMs: 60_000,
  /** How often an event may come of a hook that was called for an event that came of a hook … */
  depth: 4,
  history: 100,
  historyOfKind: 20,
} as const;
