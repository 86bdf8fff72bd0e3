import { Button, Loader, Select } from '@mantine/core';
import { IconFilterOff, IconScale } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { AppealsPage as Page } from '../../../src/dashboard/appeals-wire.ts';
import { appealsPath, goTo } from '../app/router.ts';
import { wordsOf } from '../data/api.ts';
import { useCommunity } from '../data/community.ts';
import { useLookAgain } from '../data/use-look-again.ts';
import { useNow } from '../guard/use-now.ts';
import { Elsewhere } from '../parts/elsewhere.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import '../cases/cases.css';
import { AppealDrawer } from './appeal-drawer.tsx';
import { AppealRow } from './appeal-row.tsx';
import { standings } from './appeal-words.ts';
import { loadAppeals } from './appeals-api.ts';
import './appeals.css';

interface AppealsPageProps {
  readonly community?: string | undefined;
  readonly number?: number | undefined;
}

/** Who asks that what was done be taken back; who waits longest stands first. */
export function AppealsPage({ community: named, number }: AppealsPageProps) {
  const [state, setState] = useState('all');
  const { page, failure, community, load } = useAppeals(named, state);
  const shown = community ?? page?.community;
  return (
    <main className="page appeals">
      <header className="page-head">
        <h1>Appeals</h1>
        <p>Who asks that something be taken back. Who waits longest stands first.</p>
      </header>
      {page && page.communities.length > 0 && (
        <Toolbar page={page} community={shown} state={state} setState={setState} />
      )}
      {failure !== undefined && <Problem words={failure} />}
      {!page && failure === undefined && <Loader aria-label="Loading the appeals" />}
      {page && <List page={page} number={number} state={state} onClear={() => setState('all')} />}
      <AppealDrawer
        community={shown}
        number={number}
        onClose={() => goTo(shown === undefined ? '/appeals' : appealsPath(shown))}
        onChange={() => void load()}
      />
    </main>
  );
}

function useAppeals(named: string | undefined, state: string) {
  const [page, setPage] = useState<Page>();
  const community = useCommunity(named, page?.communities);
  const [failure, setFailure] = useState<string>();
  const load = useCallback(async () => {
    try {
      setPage(await loadAppeals(community, state));
      setFailure(undefined);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  }, [community, state]);
  useEffect(() => void load(), [load]);
  useLookAgain(load);
  return { page, failure, community, load };
}

interface ListProps {
  readonly page: Page;
  readonly number: number | undefined;
  readonly state: string;
  readonly onClear: () => void;
}

function List({ page, number, state, onClear }: ListProps) {
  const nowMs = useNow();
  const { appeals } = page;
  if (appeals.length === 0)
    return state === 'all' ? <NothingYet page={page} /> : <NothingFound onClear={onClear} />;
  return (
    <ol className="case-list" aria-label="Appeals, who waits first">
      {appeals.map((one) => (
        <AppealRow key={one.number} one={one} open={one.number === number} nowMs={nowMs} />
      ))}
    </ol>
  );
}

const stateChoices = [
  { value: 'all', label: 'In every state' },
  ...Object.entries(standings).map(([value, { word }]) => ({ value, label: word })),
];

interface ToolbarProps {
  readonly page: Page;
  readonly community: string | undefined;
  readonly state: string;
  readonly setState: (state: string) => void;
}

const Toolbar = ({ page, community, state, setState }: ToolbarProps) => (
  <div className="case-toolbar" role="search">
    <Select
      className="case-choice"
      aria-label="Community"
      data={page.communities.map(({ id, name, waiting }) => ({
        value: id,
        label: waiting === 0 ? name : `${name} · ${waiting} waiting`,
      }))}
      value={community ?? null}
      allowDeselect={false}
      onChange={(next) => next !== null && goTo(appealsPath(next))}
    />
    <Select
      className="case-choice"
      aria-label="State"
      data={stateChoices}
      value={state}
      allowDeselect={false}
      onChange={(next) => setState(next ?? 'all')}
    />
  </div>
);

const NothingYet = ({ page: { communities, community } }: { page: Page }) => (
  <EmptyState icon={<IconScale />} title="Nobody has appealed here">
    <Elsewhere
      all={communities.map(({ id, name, waiting }) => ({ id, name, open: waiting }))}
      here={community}
      pathOf={appealsPath}
      word="still wait"
    />
    <p>
      Who is warned, muted, sent out or banned is told how to appeal: a button on Discord, a private
      message <code>appeal</code> on IRC, or the link of a page for who is outside (
      <code>!appeal link 12</code>).
    </p>
  </EmptyState>
);

const NothingFound = ({ onClear }: { onClear: () => void }) => (
  <EmptyState icon={<IconFilterOff />} title="No appeal stands so">
    <Button variant="default" size="compact-md" onClick={onClear}>
      Show everything
    </Button>
  </EmptyState>
);
