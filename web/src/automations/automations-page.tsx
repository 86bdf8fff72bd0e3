import { Button, Loader, Select } from '@mantine/core';
import { IconBolt, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '../parts/empty-state.tsx';
import { Problem } from '../parts/problem.tsx';
import { AutomationRow } from './automation-row.tsx';
import { type Draft, Editor } from './editor.tsx';
import { Gallery } from './gallery.tsx';
import { freshParts } from './parts.ts';
import { type AutomationsWork, useAutomations } from './use-automations.ts';
import './automations.css';

/** What happens by itself in a community. */
export function AutomationsPage() {
  const work = useAutomations();
  const { view, failure, choose } = work;
  return (
    <main className="page automations">
      <header className="page-head">
        <h1>Automations</h1>
        <p>
          When this happens and that holds, then do this: without code, on every network. Try each
          before it is on; its trace tells what came of it.
        </p>
      </header>
      {!view && failure === undefined && <Loader aria-label="Loading the automations" />}
      {view && view.places.length > 0 && (
        <Select
          label="Community"
          className="automations-place"
          data={view.places.map(({ community, name }) => ({ value: community, label: name }))}
          value={view.community ?? null}
          onChange={(value) => value !== null && choose(value)}
          allowDeselect={false}
        />
      )}
      {view?.community === undefined ? (
        <>
          {failure !== undefined && <Problem words={failure} />}
          {view && <Nowhere />}
        </>
      ) : (
        <Community key={view.community} {...{ work, community: view.community }} />
      )}
    </main>
  );
}

function Community({ work, community }: { work: AutomationsWork; community: string }) {
  const [draft, setDraft] = useState<Draft>();
  const save = ({ number, name, parts }: Draft): Promise<boolean> =>
    work.change({
      ...(number === undefined ? { act: 'create' } : { act: 'edit', number }),
      ...{ parts, ...(name.trim() !== '' && { name }) },
    });
  const begin = (next: Draft): void => {
    setDraft(next);
    scrollTo({ top: 0 });
  };
  return (
    <>
      {work.failure !== undefined && <Problem words={work.failure} />}
      {draft ? (
        <Editor
          key={`${draft.number ?? 'new'} ${draft.name}`}
          {...{ community, draft, onSave: save, onClose: () => setDraft(undefined) }}
        />
      ) : (
        <Button
          leftSection={<IconPlus size={16} />}
          className="automations-new"
          onClick={() => begin({ name: '', parts: freshParts })}
        >
          New automation
        </Button>
      )}
      <All {...{ work, community, begin }} />
      <Examples {...{ work, begin }} />
    </>
  );
}

interface PartProps {
  readonly work: AutomationsWork;
  readonly begin: (draft: Draft) => void;
}

function All({ work, community, begin }: PartProps & { readonly community: string }) {
  const all = work.view?.automations ?? [];
  if (all.length === 0) return null;
  return (
    <ul className="automation-list" aria-label="Automations">
      {all.map((one) => (
        <AutomationRow
          key={one.number}
          {...{ one, community, work }}
          onEdit={() => begin({ number: one.number, name: one.name, parts: one.parts })}
        />
      ))}
    </ul>
  );
}

function Examples({ work, begin }: PartProps) {
  const isFirst = work.view?.automations.length === 0;
  return (
    <section aria-label="To begin with">
      <h2>{isFirst ? 'Nothing happens by itself yet. Begin with one of these' : 'Examples'}</h2>
      <Gallery
        starters={work.view?.starters ?? []}
        onAdd={({ sentence, title }) => void work.change({ act: 'create', sentence, name: title })}
        onOpen={({ title, parts }) => parts && begin({ name: title, parts })}
      />
    </section>
  );
}

const Nowhere = () => (
  <EmptyState icon={<IconBolt />} title="The bot is in no community yet">
    <p>Automations belong to a Discord server or an IRC channel. Connect the bot to one first.</p>
  </EmptyState>
);
