import type { DispatchParts } from '../core/commands/dispatch-parts.ts';
import type { Gate } from '../core/commands/gate.ts';
import type { Levers } from '../core/commands/levers.ts';
import type { Ports } from '../core/commands/ports.ts';
import type { InboundEvent } from '../core/event.ts';
import type { CaseIntake } from '../core/imports/imports.ts';
import type { PersonalHook } from '../core/privacy/privacy.ts';
import type { Guard } from '../guard/index.ts';
import type { History } from '../replay/index.ts';
import type { Database } from '../storage/index.ts';
import { openAi } from './ai/index.ts';
import { openAnnouncements } from './announcements.ts';
import { type OpenAppeals, invitation, openAppeals } from './appeals/index.ts';
import { openAutomations } from './automation/index.ts';
import { type OpenAutomod, openAutomod } from './automod/index.ts';
import { openEventLog } from './event-log.ts';
import { type OpenGate, openGate } from './gate/index.ts';
import type { Watched } from './incidents/index.ts';
import { type OpenModeration, openModeration } from './moderation/index.ts';
import { openPeople } from './people/index.ts';
import type { RaidParts } from './raids/index.ts';
import type { Registries, Surroundings } from './registries.ts';
import { vanityNotice } from './raids/vanity-notice.ts';
import { openReview } from './review/index.ts';
import { openSlowmode } from './slowmode/index.ts';

/** What staff have: the acts and cases, what waits for them, the rules, and the people; and what those can do about it. */
export interface OpenStaff {
  readonly ports: Pick<
    Ports,
    | 'moderation'
    | 'appeals'
    | 'gate'
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
  readonly raids: RaidParts;
  readonly guard: Pick<Guard, 'follow'>;
  readonly levers: Levers;
  readonly history: History;
  /** Before what automations do on networks. */
  readonly gate: Gate;
}

export async function openStaff(surroundings: Surroundings, parts: Parts): Promise<OpenStaff> {
  const { registries, database, levers, history } = parts;
  const punished = await openPunished(surroundings, parts, () => automod.levers);
  const { open, appeals, gate } = punished;
  const { desk: moderation } = open;
  const review = openReview(surroundings, registries, database, moderation);
  const desks = {
    ...{ acts: moderation.acts, review: review.desk, detections: open.detections },
  };
  const automod: OpenAutomod = await openAutomod(surroundings, database, registries, desks);
  const { levers: rules } = automod;
  const automations = await openAutomations(surroundings, database, registries, parts.gate);
  const ai = openAi(surroundings, database, registries, {
    ...{ desk: moderation, rules, review: review.desk },
  });
  const known = { moderation, review: review.desk, rules, guard: levers, history };
  const people = openPeople(database, registries, known);
  const eventLog = openEventLog(surroundings, registries);
  const announcements = openAnnouncements(surroundings, registries, database);
  return {
    ports: {
      ...{ appeals: appeals.desk, gate, automations: automations.levers },
      ...{ moderation, review: review.desk, rules, people },
      ...{ eventLog: eventLog.desk, announcements, ai: ai.levers },
    },
    intake: open.intake,
    ownCommand: automations.ownCommand,
    personal: [
      ...[automod.personal, automations.personal, ...open.personal, appeals.personal],
      ...[review.personal, eventLog.personal, ai.personal],
    ],
    take(event) {
      punished.take(event);
      review.take(event);
      ai.take(event, automod.take(event));
      automations.take(event);
      eventLog.take(event);
    },
  };
}

/** What is done to people, and what they can do about it: appeals, and the gate. */
async function openPunished(
  surroundings: Surroundings,
  { registries, database, raids, guard }: Parts,
  rules: Watched['rules'],
): Promise<{
  readonly open: OpenModeration;
  readonly appeals: OpenAppeals;
  readonly gate: OpenGate['desk'];
  take(event: InboundEvent): void;
}> {
  const invited = invitation();
  const watched = { raids, guard, rules, invite: invited.invite };
  const open = await openModeration(surroundings, registries, database, watched);
  const appeals = await openAppeals(surroundings, { registries, database, moderation: open });
  invited.open(appeals.desk);
  const gate = openGate(surroundings, { registries, database, moderation: open, raids });
  const slow = openSlowmode(surroundings, registries, raids);
  const vanity = vanityNotice(registries.ports.alerts);
  return {
    ...{ open, appeals, gate: gate.desk },
    take(event) {
      open.take(event);
      appeals.take(event);
      gate.take(event);
      slow(event);
      vanity(event);
    },
  };
}
