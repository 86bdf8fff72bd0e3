import { Loader, Select, SegmentedControl, TextInput } from '@mantine/core';
import { IconFilterOff, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { CommandsView } from '../../../src/dashboard/commands-wire.ts';
import { goTo } from '../app/router.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { scopeChoices } from '../parts/scope-choices.ts';
import { CommandDrawer } from './command-drawer.tsx';
import { CommandRow } from './command-row.tsx';
import { type CommandsFilter, type Shown, grouped } from './commands-filter.ts';
import { ModulesCard } from './modules-card.tsx';
import { MenuCard } from './menu-card.tsx';
import { type CommandsWork, useCommands } from './use-commands.ts';
import './commands.css';

/** What commands are called, who may give them, and which stand in the networks' menu, for one place at a time. */
export function CommandsPage({ scope = 'instance' }: { scope: string | undefined }) {
  return <ScopePage key={scope} scope={scope} />;
}

function ScopePage({ scope }: { scope: string }) {
  const work = useCommands(scope);
  const { view, failure } = work;
  return (
    <main className="page commands">
      <header className="page-head">
        <h1>Commands</h1>
        <p>What they are called, who may give them and how often. A narrower place wins.</p>
      </header>
      {failure !== undefined && <Problem words={failure} />}
      {!view && failure === undefined && <Loader aria-label="Loading the commands" />}
      {view && <Commands view={view} work={work} />}
    </main>
  );
}

const everything: CommandsFilter = { text: '', shown: 'all' };

function Commands({ view, work }: { view: CommandsView; work: CommandsWork }) {
  const [filter, setFilter] = useState(everything);
  const [edited, setEdited] = useState<string>();
  const groups = grouped(view.commands, filter);
  const command = view.commands.find(({ name }) => name === edited);
  return (
    <>
      <MenuCard menu={view.menu} onShowLeft={() => setFilter({ text: '', shown: 'left' })} />
      <Toolbar {...{ view, filter, setFilter }} />
      {filter.text === '' && filter.shown === 'all' && <ModulesCard view={view} work={work} />}
      {groups.length === 0 && <Nothing onAll={() => setFilter(everything)} />}
      {groups.map(({ category, commands }) => (
        <section key={category} className="command-group" aria-label={categoryWord(category)}>
          <h2>
            {categoryWord(category)} <span>{commands.length}</span>
          </h2>
          <ul>
            {commands.map((one) => (
              <CommandRow
                key={one.name}
                command={one}
                busy={work.busy === one.name}
                problem={edited === one.name ? undefined : work.problems[one.name]}
                onSwitch={(off) => void work.change(one.name, { kind: 'off', off })}
                onEdit={() => setEdited(one.name)}
              />
            ))}
          </ul>
        </section>
      ))}
      <CommandDrawer
        {...{ command, view }}
        problem={edited === undefined ? undefined : work.problems[edited]}
        change={(wanted) => work.change(edited ?? '', wanted)}
        onClose={() => setEdited(undefined)}
      />
    </>
  );
}

interface ToolbarProps {
  readonly view: CommandsView;
  readonly filter: CommandsFilter;
  readonly setFilter: (filter: CommandsFilter) => void;
}

function Toolbar({ view, filter, setFilter }: ToolbarProps) {
  return (
    <div className="commands-toolbar">
      <Select
        aria-label="Commands of"
        data={scopeChoices(view.scopes)}
        value={view.scope.id}
        allowDeselect={false}
        searchable
        nothingFoundMessage="No place is called that"
        onChange={(next) => goTo(`/commands/${encodeURIComponent(next ?? 'instance')}`)}
      />
      <TextInput
        aria-label="Find commands"
        placeholder="Find by name or words"
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={filter.text}
        onChange={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
      />
      <SegmentedControl
        aria-label="Which commands"
        value={filter.shown}
        onChange={(shown) => setFilter({ ...filter, shown: shownNamed(shown) })}
        data={[...shownChoices]}
      />
    </div>
  );
}

const shownChoices = [
  { value: 'all', label: 'All' },
  { value: 'changed', label: 'Changed' },
  { value: 'off', label: 'Off' },
  { value: 'left', label: 'No place' },
] as const satisfies readonly { readonly value: Shown; readonly label: string }[];

const shownNamed = (name: string): Shown =>
  shownChoices.find(({ value }) => value === name)?.value ?? 'all';

const categoryWords: Readonly<Record<string, string>> = {
  basics: 'Basics',
  server: 'This place',
  operators: 'For operators',
};

const categoryWord = (category: string): string =>
  categoryWords[category] ?? category.charAt(0).toUpperCase() + category.slice(1);

const Nothing = ({ onAll }: { onAll: () => void }) => (
  <EmptyState icon={<IconFilterOff />} title="No command is like that">
    <p>
      <button type="button" className="quiet-link" onClick={onAll}>
        Show all
      </button>
    </p>
  </EmptyState>
);
