import { Button, Loader, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFilterOff, IconGavel, IconSearch } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { CasesPage as Page } from '../../../src/dashboard/cases-wire.ts';
import { casesPath, goTo } from '../app/router.ts';
import { wordsOf } from '../data/api.ts';
import { useCommunity } from '../data/community.ts';
import { useLookAgain } from '../data/use-look-again.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { counted } from '../text/words.ts';
import { CaseDrawer } from './case-drawer.tsx';
import { CaseRow } from './case-row.tsx';
import { kindWords } from './case-words.ts';
import { type CaseQuery, everything, loadCases } from './cases-api.ts';
import './cases.css';

interface CasesPageProps {
  readonly community?: string | undefined;
  readonly number?: number | undefined;
}

/** What was done to people, and why: looked through, noted at, taken back. */
export function CasesPage({ community: named, number }: CasesPageProps) {
  const [query, setQuery] = useState(everything);
  const { page, failure, community, load, loadMore } = useCases(named, query);
  const shown = community ?? page?.community;
  return (
    <main className="page cases">
      <header className="page-head">
        <h1>Cases</h1>
        <p>What was done to people, and why. Everything can be taken back.</p>
      </header>
      {page && page.communities.length > 0 && (
        <Toolbar page={page} community={shown} query={query} setQuery={setQuery} />
      )}
      {failure !== undefined && <Problem words={failure} />}
      {!page && failure === undefined && <Loader aria-label="Loading the cases" />}
      {page && (
        <List
          {...{ page, number, all: isEverything(query) }}
          onClear={() => setQuery(everything)}
        />
      )}
      {page?.more === true && (
        <Button className="case-older" variant="default" onClick={() => void loadMore()}>
          Older cases
        </Button>
      )}
      <CaseDrawer
        community={shown}
        number={number}
        onClose={() => goTo(shown === undefined ? '/cases' : casesPath(shown))}
        onChange={() => void load()}
      />
    </main>
  );
}

interface ListProps {
  readonly page: Page;
  readonly number: number | undefined;
  /** Whether nothing is left out. */
  readonly all: boolean;
  readonly onClear: () => void;
}

function List({ page: { cases }, number, all, onClear }: ListProps) {
  if (cases.length === 0) return all ? <NothingYet /> : <NothingFound onClear={onClear} />;
  return (
    <ol className="case-list" aria-label="Cases, newest first">
      {cases.map((one) => (
        <CaseRow key={one.number} one={one} open={one.number === number} />
      ))}
    </ol>
  );
}

function useCases(named: string | undefined, query: CaseQuery) {
  const [settled] = useDebouncedValue(query, 200);
  const [page, setPage] = useState<Page>();
  const [older, setOlder] = useState(false);
  const community = useCommunity(named, page?.communities);
  const [failure, setFailure] = useState<string>();
  const load = useCallback(async () => {
    try {
      setPage(await loadCases(community, settled));
      setOlder(false);
      setFailure(undefined);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  }, [community, settled]);
  useEffect(() => void load(), [load]);
  // Who looks through older ones is not thrown back to the newest.
  useLookAgain(older ? undefined : load);
  const loadMore = async () => {
    try {
      const next = await loadCases(community, settled, page?.cases.at(-1)?.number);
      setOlder(true);
      setPage({ ...next, cases: [...(page?.cases ?? []), ...next.cases] });
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  };
  return { page, failure, community, load, loadMore };
}

const isEverything = ({ text, kind, state }: CaseQuery): boolean =>
  text.trim() === '' && kind === everything.kind && state === everything.state;

const kindChoices = [
  { value: 'all', label: 'Every kind' },
  ...Object.entries(kindWords).map(([value, label]) => ({ value, label })),
];

const stateChoices = [
  { value: 'all', label: 'In every state' },
  { value: 'open', label: 'Done or in force' },
  { value: 'ended', label: 'Over' },
  { value: 'failed', label: 'Not done' },
  { value: 'pending', label: 'Not done yet' },
];

interface ToolbarProps {
  readonly page: Page;
  readonly community: string | undefined;
  readonly query: CaseQuery;
  readonly setQuery: (query: CaseQuery) => void;
}

const Toolbar = ({ page, community, query, setQuery }: ToolbarProps) => (
  <div className="case-toolbar" role="search">
    <Select
      className="case-choice"
      aria-label="Community"
      data={page.communities.map(({ id, name, cases }) => ({
        value: id,
        label: `${name} · ${counted(cases, 'case')}`,
      }))}
      value={community ?? null}
      allowDeselect={false}
      onChange={(next) => next !== null && goTo(casesPath(next))}
    />
    <TextInput
      className="case-search"
      aria-label="Search the cases"
      placeholder="Search: person, id, reason, rule"
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      value={query.text}
      onChange={(event) => setQuery({ ...query, text: event.currentTarget.value })}
    />
    <Select
      className="case-choice"
      aria-label="Kind"
      data={kindChoices}
      value={query.kind}
      allowDeselect={false}
      onChange={(kind) => setQuery({ ...query, kind: kind ?? 'all' })}
    />
    <Select
      className="case-choice"
      aria-label="State"
      data={stateChoices}
      value={query.state}
      allowDeselect={false}
      onChange={(state) => setQuery({ ...query, state: state ?? 'all' })}
    />
  </div>
);

const NothingYet = () => (
  <EmptyState icon={<IconGavel />} title="Nothing was done to anybody here yet">
    <p>
      Staff warn, mute, kick and ban in chat: <code>!warn bob be nice</code>,{' '}
      <code>!mute bob 2h spam</code>. Each of these is a case with a number, and stands here.
    </p>
  </EmptyState>
);

const NothingFound = ({ onClear }: { onClear: () => void }) => (
  <EmptyState icon={<IconFilterOff />} title="No case matches">
    <p>None has all that you ask for.</p>
    <Button variant="default" size="compact-md" onClick={onClear}>
      Show everything
    </Button>
  </EmptyState>
);
