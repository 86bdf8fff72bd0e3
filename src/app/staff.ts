import type { DispatchParts } from '../core/commands/dispatch-parts.ts';
import type { Gate } from '../core/commands/gate.ts';
import type { Levers } from '../core/commands/levers.ts';
import type { Ports } from '../core/commands/ports.ts';
import type { InboundEvent } from '../core/event.ts';
import type { CaseIntake } from '../core/imports/imports.ts';
import type { PersonalHook } from '../core/privacy/privacy.ts';
import type { History } from '../replay/index.ts';
import type { Database } from '../storage/index.ts';
import { openAi } from './ai/index.ts';
import { openAnnouncements } from './announcements.ts';
import { openAutomations } from './automation/index.ts';
import { openAutomod } from './automod/index.ts';
import { openEventLog } from './event-log.ts';
import { openModeration } from './moderation/index.ts';
import { openPeople } from './people/index.ts';
import type { Registries, Surroundings } from './registries.ts';
import { openReview } from './review/index.ts';

/** What staff have: the acts and cases, what waits for them, the rules, and the people. */
export interface OpenStaff {
  readonly ports: Pick<
    Ports,
    | 'moderation'
    | 'review'
    | 'rules'
    | 'automations'
    | 'ai'
    | 'people'
    | 'eventLog'
    | 'announcements'
  >;
  /** The commands that places made for themselves. */
  readonly ownCommand: NonNullable<DispatchParts['ownCommand']>;
  readonly personal: readonly PersonalHook[];
  /** Where imports put cases. */
  readonly intake: CaseIntake;
  /** Takes every event; never throws, never waits. */
  take(event: InboundEvent): void;
}

interface Parts {
  readonly registries: Registries;
  readonly database: Database;
  readonly levers: Levers;
  readonly history: History;
  /** Before what automations do on networks. */
  readonly gate: Gate;
}

export async function openStaff(
  surroundings: Surroundings,
  { registries, database, levers: guard, history, gate }: Parts,
): Promise<OpenStaff> {
  const { desk: moderation, ...open } = await openModeration(surroundings, registries, database);
  const review = openReview(surroundings, registries, database, moderation);
  const desks = { acts: moderation.acts, review: review.desk };
  const automod = await openAutomod(surroundings, database, registries, desks);
  const { levers: rules } = automod;
  const automations = await openAutomations(surroundings, database, registries, gate);
  const ai = openAi(surroundings, database, registries, {
    ...{ desk: moderation, rules, review: review.desk },
  });
  const known = { moderation, review: review.desk, rules, guard, history };
  const people = openPeople(database, registries, known);
  const eventLog = openEventLog(surroundings, registries);
  const announcements = openAnnouncements(surroundings, registries, database);
  return {
    ports: {
      ...{ moderation, review: review.desk, rules, people, automations: automations.levers },
      ...{ eventLog: eventLog.desk, announcements, ai: ai.levers },
    },
    intake: open.intake,
    ownCommand: automations.ownCommand,
    personal: [
      ...[automod.personal, automations.personal, open.personal],
      ...[review.personal, eventLog.personal, ai.personal],
    ],
    take(event) {
      open.take(event);
      review.take(event);
      ai.take(event, automod.take(event));
      automations.take(event);
      eventLog.take(event);
    },
  };
}
