import type { Ports } from '../core/commands/ports.ts';
import type { InboundEvent } from '../core/event.ts';
import type { PersonalHook } from '../core/privacy/privacy.ts';
import type { Database } from '../storage/index.ts';
import { openAnnouncements } from './announcements.ts';
import { openAutomod } from './automod/index.ts';
import { openEventLog } from './event-log.ts';
import { openModeration } from './moderation/index.ts';
import type { Registries, Surroundings } from './registries.ts';

/** What looks after a community besides the guard: each looks on at every event and has its own desk. */
export interface Features {
  readonly ports: Pick<Ports, 'moderation' | 'rules' | 'eventLog' | 'announcements'>;
  /** Takes every event; never throws, never waits. */
  take(event: InboundEvent): void;
  readonly personal: readonly PersonalHook[];
}

/** Opens them in the order in which they see an event. */
export async function openFeatures(
  surroundings: Surroundings,
  registries: Registries,
  database: Database,
): Promise<Features> {
  const moderation = await openModeration(surroundings, registries, database);
  const { acts } = moderation.desk;
  const automod = await openAutomod(surroundings, database, registries, acts);
  const eventLog = openEventLog(surroundings, registries);
  return {
    ports: {
      ...{ moderation: moderation.desk, rules: automod.levers, eventLog: eventLog.desk },
      announcements: openAnnouncements(surroundings, registries, database),
    },
    take(event) {
      moderation.take(event);
      automod.take(event);
      eventLog.take(event);
    },
    personal: [automod.personal, moderation.personal, eventLog.personal],
  };
}
