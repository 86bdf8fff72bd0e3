import { Button, Loader, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconClipboardOff, IconDownload, IconFilterOff, IconSearch } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { AuditEntryView } from '../../../src/dashboard/wire.ts';
import { wordsOf } from '../data/api.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import {
  type AuditQuery,
  everything,
  exportPath,
  loadAudit,
  queryIn,
  searchOf,
} from './audit-api.ts';
import { AuditRow } from './audit-row.tsx';
import { ChainState } from './chain-state.tsx';
import './audit.css';

/** Who did what with special rights, and whether the log of it is whole. */
export function AuditPage() {
  const [query, setQuery] = useState(() => queryIn(location.search));
  const { entries, more, failure, loadMore } = useAudit(query);
  useEffect(() => {
    history.replaceState(null, '', `/audit${searchOf(query)}`);
  }, [query]);
  return (
    <main className="page audit">
      <header className="page-head">
        <h1>Audit</h1>
        <p>Who did what with special rights. What is written here is not changed any more.</p>
      </header>
      <ChainState />
      <AuditToolbar query={query} setQuery={setQuery} />
      {failure !== undefined && <Problem words={failure} />}
      {!entries && failure === undefined && <Loader aria-label="Loading the log" />}
      {entries && entries.length > 0 && (
        <ol className="audit-list" aria-label="Entries, newest first">
          {entries.map((entry) => (
            <AuditRow key={entry.seq} entry={entry} />
          ))}
        </ol>
      )}
      {entries?.length === 0 &&
        (searchOf(query) === '' ? (
          <NothingYet />
        ) : (
          <NothingFound onClear={() => setQuery(everything)} />
        ))}
      {more && (
        <Button className="audit-older" variant="default" onClick={() => void loadMore()}>
          Older entries
        </Button>
      )}
    </main>
  );
}

function useAudit(query: AuditQuery) {
  const [settled] = useDebouncedValue(query, 200);
  const [entries, setEntries] = useState<readonly AuditEntryView[]>();
  const [more, setMore] = useState(false);
  const [failure, setFailure] = useState<string>();
  const load = useCallback(async () => {
    try {
      const page = await loadAudit(settled);
      setEntries(page.entries);
      setMore(page.more);
      setFailure(undefined);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  }, [settled]);
  useEffect(() => void load(), [load]);
  const loadMore = async () => {
    try {
      const page = await loadAudit(settled, entries?.at(-1)?.seq);
      setEntries([...(entries ?? []), ...page.entries]);
      setMore(page.more);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  };
  return { entries, more, failure, loadMore };
}

interface ToolbarProps {
  readonly query: AuditQuery;
  readonly setQuery: (query: AuditQuery) => void;
}

const outcomeChoices = [
  { value: 'all', label: 'All' },
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Refused' },
  { value: 'failed', label: 'Failed' },
  { value: 'interrupted', label: 'Interrupted' },
] as const;

const wayChoices = [
  { value: 'all', label: 'Every way in' },
  { value: 'chat', label: 'Chat' },
  { value: 'slash', label: 'Slash commands' },
  { value: 'button', label: 'Buttons' },
  { value: 'console', label: 'Console' },
  { value: 'cli', label: 'Command line' },
  { value: 'page', label: 'This page' },
  { value: 'job', label: 'By itself, at a time' },
];

const AuditToolbar = ({ query, setQuery }: ToolbarProps) => (
  <div className="audit-toolbar" role="search">
    <TextInput
      className="audit-search"
      aria-label="Search the log"
      placeholder="Search: name, command, setting, value"
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      value={query.text}
      onChange={(event) => setQuery({ ...query, text: event.currentTarget.value })}
    />
    <Select
      className="audit-way"
      aria-label="Way in"
      data={wayChoices}
      value={query.via}
      allowDeselect={false}
      onChange={(via) => setQuery({ ...query, via: via ?? 'all' })}
    />
    <SegmentedControl
      aria-label="Outcome"
      data={[...outcomeChoices]}
      value={query.outcome}
      onChange={(outcome) => setQuery({ ...query, outcome })}
    />
    <span className="audit-exports">
      {(['csv', 'jsonl'] as const).map((format) => (
        <Button
          key={format}
          component="a"
          variant="default"
          href={exportPath(query, format)}
          download
          leftSection={<IconDownload size={16} aria-hidden="true" />}
        >
          {format === 'csv' ? 'CSV' : 'JSON lines'}
        </Button>
      ))}
    </span>
  </div>
);

const NothingYet = () => (
  <EmptyState icon={<IconClipboardOff />} title="Nothing was written down yet">
    <p>
      Each use of a command that takes special rights, each change of a setting and whatever is
      changed on these pages is written here: who, when, by which way in, before and after. Change a
      setting and look again.
    </p>
  </EmptyState>
);

const NothingFound = ({ onClear }: { onClear: () => void }) => (
  <EmptyState icon={<IconFilterOff />} title="No entry matches">
    <p>None has all that you ask for.</p>
    <Button variant="default" size="compact-md" onClick={onClear}>
      Show everything
    </Button>
  </EmptyState>
);
