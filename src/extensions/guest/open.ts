import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Module } from '../../sdk/index.ts';
import type { Bundle } from '../bundle.ts';
import { type Guest, type GuestState, openGuest } from './guest.ts';
import { moduleOfGuest } from './module-of-guest.ts';
import { mustFit } from './must-fit.ts';
import type { Powers } from './powers.ts';
import type { GuestScript } from './process.ts';

interface Parts {
  readonly name: string;
  readonly script: Bundle & GuestScript;
  readonly powers: Powers;
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: (state: GuestState) => void;
}

/** A guest in its process, and the module that stands for it in ours. */
export async function openGuestExtension(
  parts: Parts,
): Promise<{ readonly guest: Guest; readonly module: Module }> {
  const guest = await openGuest(parts);
  try {
    mustFit(guest.description, parts.powers);
    return { guest, module: moduleOfGuest(guest) };
  } catch (failure) {
    await guest.end();
    throw failure;
  }
}
