import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AutomationParts } from '../../../src/dashboard/automations-wire.ts';
import { ActionFields } from './action-fields.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { DryRun } from './dry-run.tsx';
import { TriggerFields } from './trigger-fields.tsx';

/** What is being written: a new one, or one that is there. */
export interface Draft {
  readonly number?: number;
  readonly name: string;
  readonly parts: AutomationParts;
}

interface EditorProps {
  readonly community: string;
  readonly draft: Draft;
  /** Resolves to whether it was kept. */
  readonly onSave: (draft: Draft) => Promise<boolean>;
  readonly onClose: () => void;
}

/** The form, with the sentence and the dry run that follow each change. */
export function Editor({ community, draft, onSave, onClose }: EditorProps) {
  const [name, setName] = useState(draft.name);
  const [parts, setParts] = useState(draft.parts);
  const [busy, setBusy] = useState(false);
  const isNew = draft.number === undefined;
  const save = async (): Promise<void> => {
    setBusy(true);
    if (await onSave({ ...draft, name, parts })) onClose();
    setBusy(false);
  };
  return (
    <div className="automation-editor">
      <form
        aria-label={isNew ? 'New automation' : `Automation ${draft.number ?? ''}`}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          label="Name"
          placeholder="what it is for"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TriggerFields on={parts.on} change={(on) => setParts({ ...parts, on })} />
        <ConditionFields when={parts.when} change={(when) => setParts({ ...parts, when })} />
        <ActionFields
          on={parts.on}
          then={parts.then}
          change={(then) => setParts({ ...parts, then })}
        />
        <p className="automation-buttons">
          <Button type="submit" loading={busy}>
            {isNew ? 'Make it' : 'Save'}
          </Button>
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        </p>
      </form>
      <DryRun {...{ community, parts }} />
    </div>
  );
}
