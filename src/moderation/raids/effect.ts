import type { DoorChange, DoorThing } from '../../core/door.ts';

/** What was done at a door, in numbers; texts say it. */
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

export interface Done {
  readonly change: DoorChange;
  /** `failed`: nobody knows whether it was done. */
  readonly outcome: 'done' | 'left' | 'refused' | 'failed';
}

export function effectOf(all: readonly Done[], minutes: number): DoorEffect {
  const done = all.flatMap(({ change, outcome }) => (outcome === 'done' ? [change] : []));
  const count = (what: DoorThing) => done.filter((change) => change.what === what).length;
  const amount = (what: DoorThing) =>
    Number(done.find((change) => change.what === what)?.after ?? 0);
  const outcomes = (wanted: Done['outcome']) =>
    all.filter(({ outcome }) => outcome === wanted).length;
  return {
    slowed: count('slowmode'),
    seconds: amount('slowmode'),
    verification: count('verification'),
    invites: count('invites'),
    minutes,
    limit: amount('limit'),
    registered: count('registered-only'),
    inviteOnly: count('invite-only'),
    moderated: count('moderated'),
    changed: done.filter(({ what }) => what !== 'exception').length,
    left: outcomes('left'),
    refused: outcomes('refused') + outcomes('failed'),
  };
}
