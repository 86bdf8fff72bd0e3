import type { DoorChange, DoorEffect, DoorThing } from '../../core/door.ts';

/** What was done at a door, in numbers; texts say it. */
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
