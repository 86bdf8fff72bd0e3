import { Anchor, Code, SegmentedControl, TextInput } from '@mantine/core';
import { IconPuzzleOff, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ExtensionEntry, ExtensionsView } from '../../../src/dashboard/extensions-wire.ts';
import { linkTo } from '../app/router.ts';
import { useLookedAt } from '../data/use-looked-at.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { DependencyGraph } from './dependency-graph.tsx';
import { standingOf } from './extension-mark.tsx';
import { ExtensionRow } from './extension-row.tsx';
import './extensions.css';

const lookEveryMs = 3000;

const isView = (answer: unknown): answer is ExtensionsView =>
  typeof answer === 'object' && answer !== null && 'extensions' in answer;

/** What is installed, and how it fares. */
export function ExtensionsPage() {
  const { found, failure, look } = useLookedAt('/api/extensions', isView, lookEveryMs);
  return (
    <main className="page extensions">
      <header className="page-head">
        <h1>Extensions</h1>
        <p>
          What was added to Castellan, and what it is made of. A new version takes the place of the
          old one only when it loads. More are in the <Anchor {...linkTo('/market')}>market</Anchor>
          .
        </p>
      </header>
      {failure !== undefined && <Problem words={failure} />}
      {found && <Missing missing={found.missing} />}
      {found && <List view={found} onChanged={look} />}
      {found && <DependencyGraph extensions={found.extensions} />}
    </main>
  );
}

const isBuiltIn = ({ origin }: ExtensionEntry): boolean => origin === 'built-in';
const isInTrouble = (one: ExtensionEntry): boolean =>
  ['failed', 'old', 'warned', 'asking'].includes(standingOf(one));

type Shown = 'added' | 'trouble' | 'built-in';

const isShown: Readonly<Record<Shown, (one: ExtensionEntry) => boolean>> = {
  added: (one) => !isBuiltIn(one),
  trouble: isInTrouble,
  'built-in': isBuiltIn,
};

interface ListProps {
  readonly view: ExtensionsView;
  readonly onChanged: () => void;
}

function List({ view, onChanged }: ListProps) {
  const [sought, setSought] = useState('');
  const [shown, setShown] = useState<Shown>('added');
  const words = sought.trim().toLowerCase();
  const textOf = (one: ExtensionEntry) =>
    [one.name, one.description ?? '', ...one.commands].join(' ').toLowerCase();
  const some = view.extensions.filter((one) => isShown[shown](one) && textOf(one).includes(words));
  const inOrder = [...some].sort((a, b) => Number(isInTrouble(b)) - Number(isInTrouble(a)));
  const count = (which: Shown) => view.extensions.filter(isShown[which]).length;
  return (
    <section aria-label="All extensions">
      <div className="extension-tools">
        <TextInput
          aria-label="Search extensions"
          placeholder="Search: name, command"
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label="Which extensions"
          value={shown}
          onChange={setShown}
          data={[
            { value: 'added', label: `Added ${count('added')}` },
            { value: 'trouble', label: `In trouble ${count('trouble')}` },
            { value: 'built-in', label: `Built in ${count('built-in')}` },
          ]}
        />
      </div>
      {shown === 'added' && count('added') === 0 ? (
        <NoExtensions />
      ) : inOrder.length === 0 ? (
        <p className="extension-none">No extension is like that.</p>
      ) : (
        <ul className="extension-list" aria-label="Extensions">
          {inOrder.map((one) => (
            <ExtensionRow
              key={one.name}
              extension={one}
              all={view.extensions}
              held={view.held.find(({ id }) => id === one.name)}
              onChanged={onChanged}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function Missing({ missing }: Pick<ExtensionsView, 'missing'>) {
  if (missing.length === 0) return null;
  return (
    <section className="extension-missing" aria-label="What is missing">
      <h2>What is missing</h2>
      <p>Castellan brings none of it by itself: read what it is, then type the line yourself.</p>
      <ul>
        {missing.map(({ extension, what, kind, todo }) => (
          <li key={`${extension} ${kind} ${what}`}>
            <strong>{extension}</strong> needs the {kind} <strong>{what}</strong>:{' '}
            <Code>{todo}</Code>
          </li>
        ))}
      </ul>
    </section>
  );
}

const NoExtensions = () => (
  <EmptyState icon={<IconPuzzleOff />} title="Nothing was added yet">
    <p>
      <Code>castellan new extension NAME</Code> makes one of your own, in the folder{' '}
      <Code>extensions</Code> of the data folder. The <Anchor {...linkTo('/market')}>market</Anchor>{' '}
      has those of others.
    </p>
  </EmptyState>
);
