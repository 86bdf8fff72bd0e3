import { Button, Loader, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAdjustmentsOff,
  IconFileText,
  IconFilterOff,
  IconHistory,
  IconSearch,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { MisfitView, ScopeView, SettingsView } from '../../../src/dashboard/wire.ts';
import { goTo, settingsPath } from '../app/router.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { scopeChoices } from '../parts/scope-choices.ts';
import { counted } from '../text/words.ts';
import { FileDialog } from './file-dialog.tsx';
import { HistoryDrawer } from './history-drawer.tsx';
import { SaveBar } from './save-bar.tsx';
import { SettingRow } from './setting-row.tsx';
import { type SettingsFilter, type Shown, grouped } from './settings-filter.ts';
import { StagedList } from './staged-list.tsx';
import { type SettingsWork, useSettings } from './use-settings.ts';
import './settings.css';

interface SettingsPageProps {
  readonly scope: string | undefined;
  readonly name: string | undefined;
}

/** Everything that can be set, for one layer at a time. */
export function SettingsPage({ scope = 'instance', name }: SettingsPageProps) {
  return <ScopePage key={scope} scope={scope} name={name} />;
}

const everything: SettingsFilter = { text: '', shown: 'all' };

function ScopePage({ scope, name }: { scope: string; name: string | undefined }) {
  const work = useSettings(scope);
  const [history, historyOf] = useDisclosure(false);
  useAimed(name, work.view !== undefined);
  const { view, failure } = work;
  return (
    <main className="page settings">
      <header className="page-head">
        <h1>Settings</h1>
        <p>What is saved holds at once. A narrower place wins over a wider one.</p>
      </header>
      {failure !== undefined && <Problem words={failure} />}
      {!view && failure === undefined && <Loader aria-label="Loading the settings" />}
      {view && <Scope {...{ view, work, name }} onHistory={historyOf.open} />}
      <HistoryDrawer
        opened={history || name !== undefined}
        {...{ scope, name, work }}
        onClose={() => {
          historyOf.close();
          if (name !== undefined) goTo(settingsPath(scope));
        }}
      />
    </main>
  );
}

interface ScopeProps {
  readonly view: SettingsView;
  readonly work: SettingsWork;
  readonly name: string | undefined;
  readonly onHistory: () => void;
}

function Scope({ view, work, name, onHistory }: ScopeProps) {
  const [filter, setFilter] = useState(everything);
  const [files, filesOf] = useDisclosure(false);
  return (
    <>
      <div className="settings-toolbar">
        <ScopePicker scopes={view.scopes} scope={view.scope.id} />
        <FilterFields filter={filter} setFilter={setFilter} />
        <div className="settings-more">
          <Button
            variant="default"
            leftSection={<IconHistory size={16} aria-hidden="true" />}
            onClick={onHistory}
          >
            History
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileText size={16} aria-hidden="true" />}
            onClick={filesOf.open}
          >
            File
          </Button>
        </div>
      </div>
      <StagedList staged={view.staged} scopes={view.scopes} onChanged={work.reload} />
      <Misfits misfits={view.misfits} />
      <Groups work={work} filter={filter} setFilter={setFilter} name={name} />
      <SaveBar work={work} />
      <FileDialog
        opened={files}
        scope={view.scope}
        onClose={filesOf.close}
        onImported={work.reload}
      />
    </>
  );
}

/** Brings what the address names into view, once it is drawn. */
function useAimed(name: string | undefined, drawn: boolean): void {
  useEffect(() => {
    if (name === undefined || !drawn) return;
    document.getElementById(`setting-${name}`)?.scrollIntoView({ block: 'center' });
  }, [name, drawn]);
}

function ScopePicker({ scopes, scope }: { scopes: readonly ScopeView[]; scope: string }) {
  return (
    <Select
      className="scope-picker"
      aria-label="Settings of"
      data={scopeChoices(scopes)}
      value={scope}
      allowDeselect={false}
      searchable
      nothingFoundMessage="No place is called that"
      onChange={(next) => goTo(settingsPath(next ?? 'instance'))}
    />
  );
}

interface FilterFieldsProps {
  readonly filter: SettingsFilter;
  readonly setFilter: (filter: SettingsFilter) => void;
}

const shownChoices: readonly { readonly value: Shown; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'changed', label: 'Changed' },
  { value: 'here', label: 'Set here' },
];

const FilterFields = ({ filter, setFilter }: FilterFieldsProps) => (
  <div className="settings-search" role="search">
    <TextInput
      aria-label="Search the settings"
      placeholder="Search: name, words, value"
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      value={filter.text}
      onChange={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
    />
    <SegmentedControl
      aria-label="Which settings"
      data={[...shownChoices]}
      value={filter.shown}
      onChange={(shown) => setFilter({ ...filter, shown })}
    />
  </div>
);

interface GroupsProps extends FilterFieldsProps {
  readonly work: SettingsWork;
  readonly name: string | undefined;
}

function Groups({ work, filter, setFilter, name }: GroupsProps) {
  const groups = grouped(work.view?.settings ?? [], filter);
  if (groups.length === 0)
    return filter.text === '' ? (
      <NothingSet onAll={() => setFilter(everything)} />
    ) : (
      <EmptyState icon={<IconFilterOff />} title="No setting matches">
        <p>None has all of these words in its name, its sentence or its value.</p>
        <Button variant="default" size="compact-md" onClick={() => setFilter(everything)}>
          Show everything
        </Button>
      </EmptyState>
    );
  return groups.map(({ module, settings }) => (
    <section key={module} className="setting-group" aria-label={module}>
      <h2>
        {module} <span>{counted(settings.length, 'setting')}</span>
      </h2>
      <ul>
        {settings.map((setting) => (
          <SettingRow key={setting.name} {...{ setting, work }} aimed={setting.name === name} />
        ))}
      </ul>
    </section>
  ));
}

const NothingSet = ({ onAll }: { onAll: () => void }) => (
  <EmptyState icon={<IconAdjustmentsOff />} title="Nothing here yet">
    <p>
      No setting differs in this place: everything is as wider places say. Change one and it stands
      here, with the way back beside it.
    </p>
    <Button variant="default" size="compact-md" onClick={onAll}>
      Show everything
    </Button>
  </EmptyState>
);

function Misfits({ misfits }: { misfits: readonly MisfitView[] }) {
  if (misfits.length === 0) return null;
  return (
    <section className="misfits" aria-label="Stored values that nothing obeys">
      <h2>▲ {counted(misfits.length, 'stored value')} that nothing obeys</h2>
      <ul>
        {misfits.map(({ name, scope, value, why, takes }) => (
          <li key={scope + name}>
            <code>{name}</code> = {value} <span className="staged-scope">in {scope}</span>:{' '}
            {why === 'misfit'
              ? `it takes ${takes ?? 'something else'}`
              : why === 'unknown'
                ? 'no part of this Castellan declares it'
                : 'its place has no form that is known'}
          </li>
        ))}
      </ul>
      <p>They stay where they are, in case the part that knows them comes back.</p>
    </section>
  );
}
