import { SegmentedControl, Select, TextInput } from '@mantine/core';
import type { TriggerPart } from '../../../src/dashboard/automations-wire.ts';
import { DurationField } from './duration-field.tsx';
import { triggerKinds } from './parts.ts';

interface TriggerFieldsProps {
  readonly on: TriggerPart;
  readonly change: (on: TriggerPart) => void;
}

/** What begins it. */
export function TriggerFields({ on, change }: TriggerFieldsProps) {
  return (
    <fieldset className="part-group">
      <legend>When</legend>
      <Select
        aria-label="What begins it"
        data={triggerKinds.map(({ value, label }) => ({ value, label }))}
        value={on.kind}
        allowDeselect={false}
        onChange={(kind) => {
          const found = triggerKinds.find(({ value }) => value === kind);
          if (found) change(found.fresh);
        }}
      />
      <Details {...{ on, change }} />
    </fieldset>
  );
}

function Details({ on, change }: TriggerFieldsProps) {
  switch (on.kind) {
    case 'says':
      return (
        <TextInput
          label="Words or phrases, with commas between"
          placeholder="how do I join, where do I start"
          defaultValue={on.words.join(', ')}
          onChange={({ currentTarget: { value } }) =>
            change({
              ...on,
              words: value
                .split(',')
                .map((one) => one.trim())
                .filter(Boolean),
            })
          }
        />
      );
    case 'matches':
      return (
        <TextInput
          label="Expression (re2)"
          placeholder="free .* now"
          value={on.source}
          onChange={({ currentTarget: { value } }) => change({ ...on, source: value })}
        />
      );
    case 'reaction':
      return <ReactionFields {...{ on, change }} />;
    case 'command':
      return (
        <TextInput
          label="Name of the command"
          placeholder="rules"
          value={on.name}
          onChange={({ currentTarget: { value } }) => change({ ...on, name: value.toLowerCase() })}
        />
      );
    default:
      return <TimeFields {...{ on, change }} />;
  }
}

function TimeFields({ on, change }: TriggerFieldsProps) {
  switch (on.kind) {
    case 'cron':
      return (
        <TextInput
          label="Minute, hour, day, month, weekday"
          description="0 9 * * 1 is Mondays at nine, in the community’s time zone."
          value={on.fields}
          onChange={({ currentTarget: { value } }) => change({ ...on, fields: value })}
        />
      );
    case 'every':
      return (
        <DurationField
          label="How often"
          valueMs={on.everyMs}
          onChange={(everyMs) => change({ ...on, everyMs })}
        />
      );
    case 'once':
      return (
        <TextInput
          label="Date and time"
          placeholder="2027-01-31 20:00"
          value={on.moment}
          onChange={({ currentTarget: { value } }) => change({ ...on, moment: value })}
        />
      );
    default:
      return null;
  }
}

interface ReactionFieldsProps extends TriggerFieldsProps {
  readonly on: Extract<TriggerPart, { kind: 'reaction' }>;
}

const ReactionFields = ({ on, change }: ReactionFieldsProps) => (
  <div className="part-fields">
    <SegmentedControl
      aria-label="Added or removed"
      data={[
        { value: 'added', label: 'Added' },
        { value: 'removed', label: 'Removed' },
      ]}
      value={on.added ? 'added' : 'removed'}
      onChange={(value) => change({ ...on, added: value === 'added' })}
    />
    <TextInput
      label="Emoji; empty for any"
      value={on.emoji ?? ''}
      onChange={({ currentTarget: { value } }) =>
        change({ ...on, emoji: value.trim() === '' ? undefined : value.trim() })
      }
    />
    <TextInput
      label="The message’s id"
      placeholder="1234567890"
      value={on.message}
      onChange={({ currentTarget: { value } }) =>
        change({ ...on, message: /(\d{1,20})\s*$/.exec(value)?.[1] ?? '' })
      }
    />
  </div>
);
