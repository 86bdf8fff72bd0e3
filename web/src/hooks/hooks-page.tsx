import { Code, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch, IconWebhookOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { HookEntry, HooksView } from '../../../src/dashboard/hooks-wire.ts';
import { useLookedAt } from '../data/use-looked-at.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { duration } from '../text/words.ts';
import { CallList } from './call-list.tsx';
import { HookRow } from './hook-row.tsx';
import './hooks.css';

const lookEveryMs = 3000;

const isHooks = (answer: unknown): answer is HooksView =>
  typeof answer === 'object' && answer !== null && 'hooks' in answer;

/** What listens for events, and how it fares. */
export function HooksPage() {
  const { found, failure, look } = useLookedAt('/api/hooks', isHooks, lookEveryMs);
  return (
    <main className="page hooks">
      <header className="page-head">
        <h1>Hooks</h1>
        <p>
          What modules do when something happens. One that keeps failing rests, and is tried again.
        </p>
      </header>
      {failure !== undefined && <Problem words={failure} />}
      {found && <Sums sums={found.sums} />}
      {found?.hooks.length === 0 && <NoHooks />}
      {found && found.hooks.length > 0 && <List hooks={found.hooks} onChanged={look} />}
      {found && found.hooks.length > 0 && <CallList />}
    </main>
  );
}

function Sums({ sums }: { sums: HooksView['sums'] }) {
  const { waiting, running, dropped, loops, averageWaitMs, longestWaitMs } = sums;
  return (
    <dl className="hook-sums" aria-label="All hooks together">
      <Sum name="Events waiting" value={`${waiting} of 1,000`} />
      <Sum name="Calls running" value={String(running)} />
      <Sum
        name="Wait"
        value={duration(averageWaitMs * 1000)}
        note={`${duration(longestWaitMs * 1000)} at most`}
      />
      <Sum name="Dropped" value={String(dropped)} trouble={dropped > 0} />
      <Sum name="Circles cut" value={String(loops)} trouble={loops > 0} />
    </dl>
  );
}

interface SumProps {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
  readonly trouble?: boolean;
}

const Sum = ({ name, value, note, trouble = false }: SumProps) => (
  <div data-trouble={trouble || undefined}>
    <dt>{name}</dt>
    <dd>
      {value}
      {note !== undefined && <small> {note}</small>}
    </dd>
  </div>
);

type Shown = 'all' | 'trouble' | 'disabled';

const inTrouble = ({ now }: HookEntry): boolean => now.state === 'open' || now.state === 'probing';

const isShown: Readonly<Record<Shown, (hook: HookEntry) => boolean>> = {
  all: () => true,
  trouble: inTrouble,
  disabled: ({ now }) => now.state === 'disabled',
};

function List({ hooks, onChanged }: { hooks: readonly HookEntry[]; onChanged: () => void }) {
  const [sought, setSought] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const words = sought.trim().toLowerCase();
  const some = hooks.filter(
    (hook) => isShown[shown](hook) && hook.id.toLowerCase().includes(words),
  );
  const inOrder = [...some].sort((a, b) => Number(inTrouble(b)) - Number(inTrouble(a)));
  return (
    <section aria-label="All hooks">
      <div className="hook-tools">
        <TextInput
          aria-label="Search hooks"
          placeholder="Search: module, event"
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label="Which hooks"
          value={shown}
          onChange={setShown}
          data={[
            { value: 'all', label: `All ${hooks.length}` },
            { value: 'trouble', label: `Resting ${hooks.filter(inTrouble).length}` },
            { value: 'disabled', label: `Disabled ${hooks.filter(isShown.disabled).length}` },
          ]}
        />
      </div>
      {inOrder.length === 0 ? (
        <p className="hook-none">No hook is like that.</p>
      ) : (
        <ul className="hook-list">
          {inOrder.map((hook) => (
            <HookRow key={hook.id} hook={hook} onChanged={onChanged} />
          ))}
        </ul>
      )}
    </section>
  );
}

const NoHooks = () => (
  <EmptyState icon={<IconWebhookOff />} title="Nothing listens yet">
    <p>
      A module that declares <Code>listeners</Code> hears what happens: messages, joins, commands.
      Each listener appears here with its calls, failures and times; <Code>hooks list</Code> in chat
      shows the same.
    </p>
  </EmptyState>
);
