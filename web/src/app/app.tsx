import { Center, Loader } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { AuditPage } from '../audit/audit-page.tsx';
import { BackupsPage } from '../backups/backups-page.tsx';
import { AppealsPage } from '../appeals/appeals-page.tsx';
import { CasesPage } from '../cases/cases-page.tsx';
import { IncidentsPage } from '../incidents/incidents-page.tsx';
import { CommandsPage } from '../commands/commands-page.tsx';
import { ConnectionsPage } from '../connections/connections-page.tsx';
import { refreshSession, session, wordsOf } from '../data/api.ts';
import { followLive, live } from '../data/live.ts';
import { useStore } from '../data/store.ts';
import { HealthPage } from '../health/health-page.tsx';
import { ExtensionsPage } from '../extensions/extensions-page.tsx';
import { MarketPage } from '../extensions/market-page.tsx';
import { EventLogPage } from '../event-log/event-log-page.tsx';
import { HooksPage } from '../hooks/hooks-page.tsx';
import { AutomationsPage } from '../automations/automations-page.tsx';
import { AiPage } from '../ai/ai-page.tsx';
import { RulesPage } from '../rules/rules-page.tsx';
import { JobsPage } from '../jobs/jobs-page.tsx';
import { GuardPage } from '../guard/guard-page.tsx';
import { ModulePage } from '../modules/module-page.tsx';
import { OverviewPage } from '../overview/overview-page.tsx';
import { LivePage } from '../live/live-page.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { PeoplePage } from '../people/people-page.tsx';
import { ReviewPage } from '../review/review-page.tsx';
import { PlaygroundPage } from '../playground/playground-page.tsx';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { goTo, linkTo, usePlace, type Place } from './router.ts';
import { Shell } from './shell.tsx';

/** Who may come in sees the pages; everybody else the door. */
export function App() {
  const who = useStore(session, (view) => view);
  const failure = useFirstLook();
  if (failure !== undefined) return <Problem words={failure} />;
  if (!who) return <Waiting />;
  return who.signedIn ? <SignedIn /> : <SignInPage />;
}

function useFirstLook(): string | undefined {
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    refreshSession().catch((thrown: unknown) => setFailure(wordsOf(thrown)));
  }, []);
  return failure;
}

function SignedIn() {
  useEffect(followLive, []);
  const place = usePlace();
  const known = useStore(live, (state) => state.known);
  return <Shell place={place}>{known ? <PageOf place={place} /> : <Waiting />}</Shell>;
}

function PageOf({ place }: { place: Place }) {
  useTitle(place);
  switch (place.page) {
    case 'playground':
      return <PlaygroundPage />;
    case 'live':
      return <LivePage trace={place.trace} />;
    case 'connections':
      return <ConnectionsPage />;
    case 'jobs':
      return <JobsPage job={place.job} />;
    case 'backups':
      return <BackupsPage backup={place.backup} />;
    case 'appeals':
    case 'cases':
    case 'review':
    case 'people':
    case 'incidents':
    case 'guard':
    case 'event-log':
    case 'rules':
    case 'ai':
      return <PageOfProtection place={place} />;
    case 'settings':
      return <SettingsPage scope={place.scope} name={place.name} />;
    case 'commands':
      return <CommandsPage scope={place.scope} />;
    case 'health':
      return <HealthPage />;
    case 'hooks':
      return <HooksPage />;
    case 'extensions':
      return <ExtensionsPage />;
    case 'module-page':
      return <ModulePage place={place} />;
    case 'overview':
      return <OverviewPage />;
    case 'market':
      return <MarketPage />;
    case 'automations':
      return <AutomationsPage />;
    case 'audit':
      return <AuditPage />;
    case 'home':
      return <Waiting />;
    case 'unknown':
      return <Unknown path={place.path} />;
  }
}

type ProtectionPlace = Extract<
  Place,
  {
    page:
      | 'appeals'
      | 'cases'
      | 'review'
      | 'people'
      | 'incidents'
      | 'guard'
      | 'event-log'
      | 'rules'
      | 'ai';
  }
>;

/** What keeps people safe. */
function PageOfProtection({ place }: { place: ProtectionPlace }) {
  switch (place.page) {
    case 'appeals':
      return <AppealsPage community={place.community} number={place.number} />;
    case 'cases':
      return <CasesPage community={place.community} number={place.number} />;
    case 'review':
      return <ReviewPage community={place.community} />;
    case 'people':
      return <PeoplePage community={place.community} actor={place.actor} />;
    case 'incidents':
      return <IncidentsPage community={place.community} number={place.number} />;
    case 'guard':
      return <GuardPage channel={place.channel} />;
    case 'event-log':
      return <EventLogPage />;
    case 'rules':
      return <RulesPage />;
    case 'ai':
      return <AiPage />;
  }
}

/** Names the page in the browser, and leads on from where there is none. */
function useTitle({ page }: Place): void {
  const home = page === 'home';
  useEffect(() => {
    if (home) goTo(live.get().playground ? '/playground' : '/live', { replace: true });
  }, [home]);
  useEffect(() => {
    document.title = home ? 'Castellan' : `${titles[page]} · Castellan`;
  }, [home, page]);
}

const titles: Readonly<Record<Place['page'], string>> = {
  playground: 'Playground',
  live: 'Live',
  connections: 'Connections',
  jobs: 'Jobs',
  backups: 'Backups',
  guard: 'Guard',
  cases: 'Cases',
  review: 'Review',
  people: 'People',
  appeals: 'Appeals',
  incidents: 'Incidents',
  settings: 'Settings',
  audit: 'Audit',
  commands: 'Commands',
  health: 'Health',
  hooks: 'Hooks',
  extensions: 'Extensions',
  market: 'Market',
  'module-page': 'Extension',
  overview: 'Overview',
  rules: 'Rules',
  'event-log': 'Event log',
  automations: 'Automations',
  ai: 'AI board',
  home: '',
  unknown: 'Not found',
};

const Waiting = () => (
  <Center h="60vh">
    <Loader aria-label="Loading" />
  </Center>
);

const Unknown = ({ path }: { path: string }) => (
  <main className="page">
    <EmptyState icon={<IconMapQuestion />} title="There is no such page">
      <p>
        Nothing lives at <code>{path}</code>. Go to the <a {...linkTo('/playground')}>Playground</a>{' '}
        or press Ctrl+K to find what you look for.
      </p>
    </EmptyState>
  </main>
);
