import { ActionIcon, SegmentedControl, Select, TextInput, Textarea } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ActionPart, TriggerPart } from '../../../src/dashboard/automations-wire.ts';
import { actionKinds, namesFor, withItem } from './parts.ts';

interface ActionFieldsProps {
  readonly on: TriggerPart;
  readonly then: readonly ActionPart[];
  readonly change: (then: readonly ActionPart[]) => void;
}

/** What is done, in this order. */
export function ActionFields({ on, then, change }: ActionFieldsProps) {
  return (
    <fieldset className="part-group">
      <legend>Then</legend>
      {then.map((action, at) => (
        <div className="part-row" key={`${at} ${action.kind}`}>
          <OneAction action={action} on={on} change={(one) => change(withItem(then, at, one))} />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove action ${at + 1}`}
            onClick={() => change(withItem(then, at))}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <Select
        aria-label="Add something to do"
        placeholder="Add something to do"
        data={actionKinds.map(({ value, label }) => ({ value, label }))}
        value={null}
        onChange={(kind) => {
          const found = actionKinds.find(({ value }) => value === kind);
          if (found) change([...then, found.fresh]);
        }}
      />
    </fieldset>
  );
}

interface OneActionProps {
  readonly action: ActionPart;
  readonly on: TriggerPart;
  readonly change: (action: ActionPart) => void;
}

function OneAction({ action, on, change }: OneActionProps) {
  const label = actionKinds.find(({ value }) => value === action.kind)?.label ?? action.kind;
  if ('text' in action) return <TextFields {...{ action, on, change, label }} />;
  return (
    <div className="part-fields">
      <span className="part-label">{label}</span>
      {'give' in action && (
        <SegmentedControl
          aria-label="Give or take"
          data={[
            { value: 'give', label: 'Give' },
            { value: 'take', label: 'Take' },
          ]}
          value={action.give ? 'give' : 'take'}
          onChange={(value) => change({ ...action, give: value === 'give' })}
        />
      )}
      {action.kind === 'role' && (
        <TextInput
          aria-label="Role to give or take"
          placeholder="Reader"
          value={action.role.name}
          onChange={({ currentTarget: { value } }) => change({ ...action, role: { name: value } })}
        />
      )}
      {action.kind === 'mode' && (
        <Select
          aria-label="Voice or op"
          data={[
            { value: 'voice', label: 'voice' },
            { value: 'op', label: 'op' },
          ]}
          value={action.mode}
          allowDeselect={false}
          onChange={(value) => change({ ...action, mode: value === 'op' ? 'op' : 'voice' })}
        />
      )}
      {action.kind === 'react' && (
        <TextInput
          aria-label="Emoji to react with"
          value={action.emoji}
          onChange={({ currentTarget: { value } }) => change({ ...action, emoji: value.trim() })}
        />
      )}
    </div>
  );
}

interface TextFieldsProps extends OneActionProps {
  readonly action: Extract<ActionPart, { text: string }>;
  readonly label: string;
}

function TextFields({ action, on, change, label }: TextFieldsProps) {
  return (
    <div className="part-text">
      <Textarea
        label={label}
        autosize
        minRows={2}
        value={action.text}
        onChange={({ currentTarget: { value } }) => change({ ...action, text: value })}
      />
      <p className="part-names">
        {namesFor(on).map((name) => (
          <button
            key={name}
            type="button"
            title="Put it at the end of the text"
            onClick={() => change({ ...action, text: `${action.text}{{ ${name} }}` })}
          >
            {name}
          </button>
        ))}
      </p>
      {action.kind === 'say' && (
        <TextInput
          label="Channel; empty: where it happened"
          placeholder="#general"
          value={action.channel ?? ''}
          onChange={({ currentTarget: { value } }) =>
            change({ ...action, channel: value.trim() === '' ? undefined : value.trim() })
          }
        />
      )}
    </div>
  );
}
