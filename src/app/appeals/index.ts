/** Appeals in this program: the desk, who is told, and what people are told of it, put together. */
import { messageOf } from '../../base/errors.ts';
import { ok } from '../../base/result.ts';
import type { AppealDesk } from '../../core/appeals/desk.ts';
import type { InboundEvent } from '../../core/event.ts';
import { samePersonBy } from '../../core/people/same-person.ts';
import { peopleStore } from '../../core/people/store.ts';
import type { PersonalHook } from '../../core/privacy/privacy.ts';
import { placeOf, subjectOf } from '../../moderation/acts/index.ts';
import {
  type AppealNews,
  Appeals,
  type DeskParts,
  appealStore,
  linkStore,
} from '../../moderation/appeals/index.ts';
import { caseStore, casesOfPerson } from '../../moderation/cases/index.ts';
import type { Database } from '../../storage/index.ts';
import type { OpenModeration } from '../moderation/index.ts';
import type { Registries, Surroundings } from '../registries.ts';
import { appealRules, appealSettings } from './appeal-settings.ts';
import { tellStaff } from './post.ts';
import { AppealTeller } from './teller.ts';

export { invitation } from './invitation.ts';

export interface OpenAppeals {
  readonly desk: AppealDesk;
  readonly personal: PersonalHook;
  /** Takes every event; never throws, never waits. */
  take(event: InboundEvent): void;
}

interface Parts {
  readonly registries: Registries;
  readonly database: Database;
  readonly moderation: OpenModeration;
}

export async function openAppeals(
  { clock, random, log, life, config, onlyOneCommand = false }: Surroundings,
  { registries, database, moderation }: Parts,
): Promise<OpenAppeals> {
  const { ports, board } = registries;
  life.own(ports.settings.declare(appealSettings));
  const [store, cases] = [appealStore(database), caseStore(database)];
  const teller = new AppealTeller({ store, cases, registries, log });
  const [origin] = config.dashboard.origins;
  const happened = (news: AppealNews): void => {
    if (news.what === 'made') tellStaff(registries, log, news.appeal);
    if (news.what === 'decided') void teller.decided(news.appeal.who);
  };
  const desk = new Appeals({
    ...{ store, cases, clock, random, log, happened, acts: moderation.desk.acts },
    ...{ links: linkStore(database), ofPerson: casesOfPerson(database) },
    samePerson: samePersonBy(peopleStore(database)),
    rules: (community) => appealRules(ports.settings, community),
    enforcerOf: (connection) => board.platform(connection)?.enforcer,
    pageUrl: () => (origin === undefined ? undefined : new URL('/appeal', origin).href),
    unbanEverywhere: unbanning(moderation),
  });
  await teller.open();
  // What waits for a network that is not there yet is tried again by the case itself.
  life.own(
    clock.after(0, () => {
      if (onlyOneCommand) return;
      desk
        .begin()
        .catch((failure: unknown) =>
          log.warn({ problem: messageOf(failure) }, 'What was approved could not be looked at'),
        );
    }),
  );
  return { desk, personal: teller.personal(), take: (event) => teller.take(event) };
}

const unbanning =
  ({ desk }: OpenModeration): DeskParts['unbanEverywhere'] =>
  async (held, reason) => {
    const subject = subjectOf(held);
    if (!subject) return ok(undefined);
    const outcomes = await desk.unbanEverywhere({
      ...{ where: placeOf(held.place), subject, reason, via: 'appeal' },
      by: { id: 'castellan', name: 'Castellan' },
    });
    const refused = outcomes.find(({ result }) => !result.ok)?.result;
    return outcomes.some(({ result }) => result.ok) || !refused || refused.ok
      ? ok(undefined)
      : refused;
  };
