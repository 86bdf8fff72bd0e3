import { channelOn, connectionId } from '../base/ids.ts';
import type { Actor } from '../core/actor.ts';
import type { Announcements } from '../core/announcements/announcements.ts';
import type { Diagnose } from '../core/diagnosis/diagnosis.ts';
import type { ReviewDesk } from '../core/cases/review.ts';
import type { AutomationLevers } from '../core/commands/automation-levers.ts';
import type { RuleLevers } from '../core/commands/rule-levers.ts';
import { communityOf } from '../core/community.ts';
import type { Place } from '../core/event.ts';
import type { PeopleDesk } from '../core/people/people.ts';
import { type Say, languageNamed } from '../core/texts/texts.ts';
import type {
  AutomationsPort,
  ExtensionsPort,
  HealthPort,
  ModulesPort,
  NewsPort,
  PeoplePort,
  ReviewPort,
  RulesPort,
  SettingsPort,
} from '../dashboard/index.ts';
import type { Hosting } from './extensions.ts';
import { type Registries, consoleActor } from './registries.ts';

/** The settings, as the dashboard asks for them. */
export const settingsPage = ({ ports, places }: Registries): SettingsPort => ({
  ...{ settings: ports.settings, desk: ports.settingsDesk, say: ports.texts.in('en') },
  places: () => places.list(),
});

/** Rules, as the dashboard asks for them. */
export const rulesPage = ({ ports, places }: Registries, levers: RuleLevers): RulesPort => ({
  ...{ levers, say: ports.texts.in('en') },
  places: () => places.list(),
});

/** What waits for moderators, as the dashboard asks for it. */
export const reviewPage = ({ ports, places }: Registries, desk: ReviewDesk): ReviewPort => ({
  ...{ desk, say: ports.texts.in('en') },
  places: () => places.list(),
});

/** People, as the dashboard asks for them. */
export const peoplePage = (
  { ports, places }: Registries,
  desk: PeopleDesk,
  book: PeoplePort['book'],
): PeoplePort => ({
  ...{ desk, book, say: ports.texts.in('en') },
  places: () => places.list(),
});

/** Automations, as the dashboard asks for them. */
export const automationsPage = (
  { ports, places }: Registries,
  levers: AutomationLevers,
): AutomationsPort => ({
  ...{ levers, say: ports.texts.in('en') },
  places: () => places.list(),
});

/** The page is nowhere on a network: what it asks of must name its connection, or be the only one of its name. */
const connection = connectionId('page');
const nowhere: Place = {
  ...{ connection, platform: 'console', name: 'the dashboard' },
  channel: channelOn(connection, '@owner'),
};

/** The bot's health, as the dashboard asks for it. */
export const healthPage = (
  { health, texts }: Registries['ports'],
  diagnose: Diagnose,
): HealthPort => ({
  ...{ desk: health, say: texts.in('en') },
  why: (asked) => diagnose({ where: nowhere, ...asked }),
});

/** Words for those who are not signed in, in their own language where that is one of ours. */
export const readerIn =
  ({ texts }: Registries['ports']): ((language: string) => Say) =>
  (language) =>
    texts.in(languageNamed(language));

/** Announcements, as anybody reads them: of those places alone that the bot is in. */
export const newsPage = (
  { ports, places }: Registries,
  announcements: Pick<Announcements, 'published'>,
): NewsPort => {
  const spaceOf = (id: string) => places.list().find(({ space }) => space === id);
  return {
    published: (community) => announcements.published(community),
    communityNamed: (id) => {
      const found = spaceOf(id);
      return found && communityOf(found.space);
    },
    nameOf: (community) => spaceOf(community)?.spaceName ?? community,
    say: readerIn(ports),
  };
};

/** Extensions and the market, as the dashboard asks for them. */
export const extensionsPage = (
  { texts }: Registries['ports'],
  { ports: { extensions, market } }: Pick<Hosting, 'ports'>,
): ExtensionsPort => ({ desk: extensions, market, say: texts.in('en') });

/** Whoever is signed in to the dashboard owns the instance. */
const atThePage: Actor = {
  ...{ id: consoleActor, name: 'owner', mention: 'owner', native: 'owner' },
  ...{ bot: false, roles: [], standing: 'owner', identified: true },
};

/** What modules show and answer on the web, as the dashboard brings it to people. */
export const modulesPage = (
  { permissions, texts }: Registries['ports'],
  { web }: Pick<Hosting, 'web'>,
): ModulesPort => ({
  ...{ desk: web, say: texts.in('en') },
  may: (capability) => permissions.authorise(capability, { actor: atThePage }),
});
