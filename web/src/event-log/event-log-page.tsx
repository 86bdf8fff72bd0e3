import { Code, Loader, Select, TextInput } from '@mantine/core';
import { IconNotebook, IconNotebookOff, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type {
  EventLogLine,
  EventLogSpace,
  EventLogView,
} from '../../../src/dashboard/event-log-wire.ts';
import { linkTo, settingsPath } from '../app/router.ts';
import { useLookedAt } from '../data/use-looked-at.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { LogLine } from './log-line.tsx';
import './event-log.css';

const lookEveryMs = 4000;

const isView = (answer: unknown): answer is EventLogView =>
  typeof answer === 'object' && answer !== null && 'lines' in answer && 'spaces' in answer;

/** What happened in the spaces, as their staff have it written down. */
export function EventLogPage() {
  const { found: view, failure } = useLookedAt('/api/event-log', isView, lookEveryMs);
  const [group, setGroup] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const lines = (view?.lines ?? []).filter(
    (line) => (group === null || line.group === group) && fits(line, words),
  );
  return (
    <main className="page event-log">
      <header className="page-head">
        <h1>Event log</h1>
        <p>What happened, as it is written down for staff since the last start.</p>
      </header>
      {failure !== undefined && <Problem words={failure} />}
      {!view && failure === undefined && <Loader aria-label="Loading the log" />}
      {view && <Spaces spaces={view.spaces} />}
      {view && view.lines.length > 0 && (
        <div className="log-tools">
          <Select
            aria-label="Group"
            placeholder="All groups"
            clearable
            data={Object.keys(view.groups)}
            value={group}
            onChange={setGroup}
          />
          <TextInput
            aria-label="Search the log"
            placeholder="Search: a name, a channel, words"
            leftSection={<IconSearch size={16} />}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        </div>
      )}
      {view && <Lines all={view.lines} shown={lines} on={view.spaces.some(isOn)} />}
    </main>
  );
}

const fits = (
  { title, subject, place, space, by = '', reason = '', changes }: EventLogLine,
  words: string,
) =>
  [
    title,
    subject,
    place,
    space,
    by,
    reason,
    ...changes.flatMap(({ before, after }) => [before, after]),
  ]
    .join(' ')
    .toLowerCase()
    .includes(words.trim().toLowerCase());

interface LinesProps {
  readonly all: readonly EventLogLine[];
  readonly shown: readonly EventLogLine[];
  /** Whether any space has a log. */
  readonly on: boolean;
}

function Lines({ all, shown, on }: LinesProps) {
  if (all.length === 0) return on ? <NothingHappened /> : <NothingYet />;
  if (shown.length === 0)
    return (
      <EmptyState icon={<IconNotebookOff />} title="Nothing like it">
        <p>No line of the log fits the group and the words above.</p>
      </EmptyState>
    );
  return (
    <ol className="log-list" aria-label="Events, newest first">
      {shown.map((line, at) => (
        <LogLine key={`${line.atMs} ${line.kind} ${line.subject} ${at}`} line={line} />
      ))}
    </ol>
  );
}

const NothingHappened = () => (
  <EmptyState icon={<IconNotebook />} title="Nothing happened yet">
    <p>Joins, edits, deletions, bans, roles and more stand here as soon as they happen.</p>
  </EmptyState>
);

const NothingYet = () => (
  <EmptyState icon={<IconNotebook />} title="Nothing was written down yet">
    <p>
      Say <Code>eventlog to #channel</Code> in a space, or name a channel among its settings: from
      then on joins, edits, deletions, bans, roles and more are written there, and shown here.
    </p>
  </EmptyState>
);

const Spaces = ({ spaces }: { spaces: readonly EventLogSpace[] }) => (
  <ul className="log-spaces" aria-label="Spaces and where their log goes">
    {spaces.map((one) => (
      <li key={one.space} data-on={isOn(one) || undefined}>
        <a {...linkTo(settingsPath(`space:${one.space}`, 'eventlog.channel'))}>{one.name}</a>
        <span>{whereTo(one)}</span>
        {isOn(one) && one.off.length > 0 && <small>without {one.off.join(', ')}</small>}
      </li>
    ))}
  </ul>
);

const isOn = ({ channel, channels, hasWebhook }: EventLogSpace): boolean =>
  channel !== '' || channels.length > 0 || hasWebhook;

function whereTo(space: EventLogSpace): string {
  const { channel, channels, hasWebhook } = space;
  if (!isOn(space)) return 'no log';
  const places = [
    ...(channel === '' ? [] : [channel]),
    ...channels,
    ...(hasWebhook ? ['a webhook'] : []),
  ];
  return `→ ${places.join(', ')}`;
}
