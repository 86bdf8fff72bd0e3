import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconHistory, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { GuardEntry } from '../../../src/dashboard/wire.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { counted, exactTime } from '../text/words.ts';
import { everything, filteredHistory, type HistoryFilter } from './history-filter.ts';
import {
  kindWords,
  reasonWord,
  shortId,
  outputStages,
  stageNames,
  stageWord,
  stageWords,
} from './words.ts';

const firstShown = 50;

/** What the guard refused, live and back to the days that are kept; what was only watched stands apart. */
export function HistoryList({ entries }: { entries: readonly GuardEntry[] }) {
  const [filter, setFilter] = useState(everything);
  const [shown, setShown] = useState(firstShown);
  const found = filteredHistory(entries, filter);
  return (
    <section className="guard-panel" aria-label="History of refusals">
      <h2>History of refusals</h2>
      <HistoryToolbar filter={filter} setFilter={setFilter} />
      {entries.length === 0 && <NothingRefused />}
      {entries.length > 0 && found.length === 0 && (
        <p className="guard-teach">
          Nothing matches.{' '}
          <button className="quiet-link" onClick={() => setFilter(everything)}>
            Show everything
          </button>
        </p>
      )}
      <ul className="history-rows">
        {found.slice(0, shown).map((entry) => (
          <HistoryRow key={entry.id} entry={entry} />
        ))}
      </ul>
      {found.length > shown && (
        <Button
          variant="default"
          size="compact-sm"
          mt="xs"
          onClick={() => setShown(shown + firstShown * 4)}
        >
          Show more ({found.length - shown})
        </Button>
      )}
    </section>
  );
}

interface HistoryToolbarProps {
  readonly filter: HistoryFilter;
  readonly setFilter: (filter: HistoryFilter) => void;
}

const stages = [
  { value: 'all', label: 'Every stage' },
  ...stageNames.map((value) => ({ value, label: stageWords[value] })),
  ...outputStages.map((value) => ({ value, label: stageWord(value) })),
];

const HistoryToolbar = ({ filter, setFilter }: HistoryToolbarProps) => (
  <div className="history-toolbar" role="search">
    <TextInput
      className="history-search"
      aria-label="Search the history"
      placeholder="Search: name, channel, command"
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      value={filter.text}
      onChange={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
    />
    <Select
      aria-label="Stage"
      data={stages}
      value={filter.stage}
      allowDeselect={false}
      onChange={(stage) => setFilter({ ...filter, stage: stage ?? 'all' })}
    />
    <SegmentedControl
      aria-label="Refused or only watched"
      data={[
        { value: 'all', label: 'All' },
        { value: 'refused', label: 'Refused' },
        { value: 'shadow', label: 'Only watched' },
      ]}
      value={filter.watched}
      onChange={(watched) => setFilter({ ...filter, watched })}
    />
  </div>
);

function HistoryRow({ entry }: { entry: GuardEntry }) {
  const { kind, stage, reason, actor, actorName, place, command, lastMs, untilMs, times } = entry;
  const who = actor === undefined ? place : (actorName ?? shortId(actor));
  return (
    <li className="history-row" data-kind={kind}>
      <time dateTime={new Date(lastMs).toISOString()} title={new Date(lastMs).toLocaleString()}>
        {exactTime(lastMs)}
      </time>
      <span className="history-kind">{kindWords[kind]}</span>
      <strong title={actor}>{who}</strong>
      <span className="history-what">
        {reasonWord(reason)}
        {actor !== undefined && ` in ${place}`}
        {command !== undefined && ` (${command})`}
        {times > 1 && `, ${counted(times, 'time')}`}
      </span>
      <span className="held-stage">{stageWord(stage)}</span>
      <span className="history-until">until {exactTime(untilMs)}</span>
    </li>
  );
}

const NothingRefused = () => (
  <EmptyState icon={<IconHistory />} title="Nothing was refused yet">
    <p>
      Each refusal, mute, ban and silenced channel is noted here as it happens; the same again
      within a minute is one line. Stages in shadow are noted apart.
    </p>
  </EmptyState>
);
