import { Button, Loader, Select } from '@mantine/core';
import { IconAlertTriangle, IconFilterOff } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { IncidentView, IncidentsPage as Page } from '../../../src/dashboard/incidents-wire.ts';
import { goTo, incidentsPath, linkTo } from '../app/router.ts';
import { wordsOf } from '../data/api.ts';
import { useCommunity } from '../data/community.ts';
import { useLookAgain } from '../data/use-look-again.ts';
import { Elsewhere } from '../parts/elsewhere.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { dayAndTime } from '../text/words.ts';
import { IncidentDrawer, State } from './incident-drawer.tsx';
import { kindWords, sumsOf } from './incident-words.ts';
import { loadIncidents } from './incidents-api.ts';
import { UndoDrawer } from './undo-drawer.tsx';
import './incidents.css';

interface IncidentsPageProps {
  readonly community?: string | undefined;
  readonly number?: number | undefined;
}

/** What happened together: seen as one, and taken back at once. */
export function IncidentsPage({ community: named, number }: IncidentsPageProps) {
  const [state, setState] = useState('all');
  const [undoing, setUndoing] = useState(false);
  const { page, failure, community, load, loadMore } = useIncidents(named, state);
  const shown = community ?? page?.community;
  return (
    <main className="page incidents">
      <header className="page-head">
        <h1>Incidents</h1>
        <p>
          What happened together, whom it concerns, what was done about it, and how it is taken
          back.
        </p>
      </header>
      {page && page.communities.length > 0 && (
        <div className="incident-toolbar" role="search">
          <CommunityChoice page={page} shown={shown} />
          <StateChoice state={state} setState={setState} />
          <Button variant="default" onClick={() => setUndoing(true)}>
            Take back…
          </Button>
        </div>
      )}
      {failure !== undefined && <Problem words={failure} />}
      {!page && failure === undefined && <Loader aria-label="Loading the incidents" />}
      {page && <List {...{ page, number, all: state === 'all' }} onClear={() => setState('all')} />}
      {page?.more === true && (
        <Button className="incident-older" variant="default" onClick={() => void loadMore()}>
          Older incidents
        </Button>
      )}
      <IncidentDrawer
        community={shown}
        number={number}
        onClose={() => goTo(shown === undefined ? '/incidents' : incidentsPath(shown))}
        onChange={() => void load()}
      />
      <UndoDrawer
        community={shown}
        opened={undoing}
        onClose={() => setUndoing(false)}
        onDone={() => void load()}
      />
    </main>
  );
}

function useIncidents(named: string | undefined, state: string) {
  const [page, setPage] = useState<Page>();
  const [older, setOlder] = useState(false);
  const community = useCommunity(named, page?.communities);
  const [failure, setFailure] = useState<string>();
  const load = useCallback(async () => {
    try {
      setPage(await loadIncidents(community, state));
      setOlder(false);
      setFailure(undefined);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  }, [community, state]);
  useEffect(() => void load(), [load]);
  // Who looks through older ones is not thrown back to the newest.
  useLookAgain(older ? undefined : load);
  const loadMore = async () => {
    try {
      const next = await loadIncidents(community, state, page?.incidents.at(-1)?.number);
      setOlder(true);
      setPage({ ...next, incidents: [...(page?.incidents ?? []), ...next.incidents] });
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  };
  return { page, failure, community, load, loadMore };
}

const CommunityChoice = ({ page, shown }: { page: Page; shown: string | undefined }) => (
  <Select
    className="incident-choice"
    aria-label="Community"
    data={page.communities.map(({ id, name, open }) => ({
      value: id,
      label: open === 0 ? name : `${name} · ${open} open`,
    }))}
    value={shown ?? null}
    allowDeselect={false}
    onChange={(next) => next !== null && goTo(incidentsPath(next))}
  />
);

const states = [
  { value: 'all', label: 'Open and closed' },
  { value: 'open', label: 'Open' },
  { value: 'closed', label: 'Closed' },
];

const StateChoice = ({ state, setState }: { state: string; setState: (to: string) => void }) => (
  <Select
    className="incident-choice"
    aria-label="State"
    data={states}
    value={state}
    allowDeselect={false}
    onChange={(next) => setState(next ?? 'all')}
  />
);

interface ListProps {
  readonly page: Page;
  readonly number: number | undefined;
  /** Whether nothing is left out. */
  readonly all: boolean;
  readonly onClear: () => void;
}

function List({ page, number, all, onClear }: ListProps) {
  const { incidents } = page;
  if (incidents.length === 0)
    return all ? <NothingYet page={page} /> : <NothingFound onClear={onClear} />;
  return (
    <ol className="incident-list" aria-label="Incidents, newest first">
      {incidents.map((one) => (
        <Row key={one.number} one={one} open={one.number === number} />
      ))}
    </ol>
  );
}

const Row = ({ one, open }: { one: IncidentView; open: boolean }) => (
  <li className="incident-row" data-open={open || undefined}>
    <a {...linkTo(incidentsPath(one.community, one.number))} className="incident-number">
      #{one.number}
    </a>
    <span className="incident-kind">
      <strong>{kindWords[one.kind]}</strong> <small>in {one.place.name}</small>
    </span>
    <span className="incident-sums">{sumsOf(one)}</span>
    <time dateTime={new Date(one.lastAtMs).toISOString()}>{dayAndTime(one.lastAtMs)}</time>
    <State state={one.state} />
  </li>
);

const NothingYet = ({ page: { communities, community } }: { page: Page }) => (
  <EmptyState icon={<IconAlertTriangle />} title="No incident so far">
    <Elsewhere all={communities} here={community} pathOf={incidentsPath} word="still open" />
    <p>
      A raid, a flood, a rule that hits several people, or staff who act too often: whatever of it
      happens together is one incident here, with what was done about it.
    </p>
  </EmptyState>
);

const NothingFound = ({ onClear }: { onClear: () => void }) => (
  <EmptyState icon={<IconFilterOff />} title="There is none like that">
    <Button variant="default" size="compact-md" onClick={onClear}>
      Show everything
    </Button>
  </EmptyState>
);
