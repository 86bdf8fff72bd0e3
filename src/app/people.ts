import type { InboundEvent } from '../core/event.ts';
import type { PersonalHook } from '../core/privacy/privacy.ts';
import type { Database } from '../storage/index.ts';
import { type OpenAppeals, invitation, openAppeals } from './appeals/index.ts';
import { type OpenGate, openGate } from './gate/index.ts';
import { type OpenModeration, openModeration } from './moderation/index.ts';
import type { RaidParts } from './raids/index.ts';
import type { Registries, Surroundings } from './registries.ts';
import { openSlowmode } from './slowmode/index.ts';

/** What is done to people, and what they can do about it. */
export interface OpenPeople {
  readonly moderation: OpenModeration['desk'];
  readonly appeals: OpenAppeals['desk'];
  readonly gate: OpenGate['desk'];
  readonly personal: readonly PersonalHook[];
  /** Takes every event; never throws, never waits. */
  take(event: InboundEvent): void;
}

export async function openPeople(
  surroundings: Surroundings,
  registries: Registries,
  { database, raids }: { readonly database: Database; readonly raids: Pick<RaidParts, 'levers'> },
): Promise<OpenPeople> {
  const invited = invitation();
  const moderation = await openModeration(surroundings, registries, database, invited.invite);
  const appeals = await openAppeals(surroundings, { registries, database, moderation });
  invited.open(appeals.desk);
  const gate = openGate(surroundings, { registries, database, moderation, raids });
  const slow = openSlowmode(surroundings, registries, raids);
  return {
    ...{ moderation: moderation.desk, appeals: appeals.desk, gate: gate.desk },
    personal: [moderation.personal, appeals.personal],
    take(event) {
      moderation.take(event);
      appeals.take(event);
      gate.take(event);
      slow(event);
    },
  };
}
