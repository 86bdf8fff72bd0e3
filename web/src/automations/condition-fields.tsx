import { ActionIcon, NumberInput, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ConditionPart } from '../../../src/dashboard/automations-wire.ts';
import { DurationField } from './duration-field.tsx';
import { conditionKinds, withItem } from './parts.ts';

interface ConditionFieldsProps {
  readonly when: readonly ConditionPart[];
  readonly change: (when: readonly ConditionPart[]) => void;
}

/** What must hold; all of it. */
export function ConditionFields({ when, change }: ConditionFieldsProps) {
  return (
    <fieldset className="part-group">
      <legend>And only if</legend>
      {when.map((condition, at) => (
        <div className="part-row" key={`${at} ${condition.kind}`}>
          <OneCondition condition={condition} change={(one) => change(withItem(when, at, one))} />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove condition ${at + 1}`}
            onClick={() => change(withItem(when, at))}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <Select
        aria-label="Add a condition"
        placeholder="Add a condition"
        data={conditionKinds.map(({ value, label }) => ({ value, label }))}
        value={null}
        onChange={(kind) => {
          const found = conditionKinds.find(({ value }) => value === kind);
          if (found) change([...when, found.fresh]);
        }}
      />
    </fieldset>
  );
}

interface OneConditionProps {
  readonly condition: ConditionPart;
  readonly change: (condition: ConditionPart) => void;
}

const labelOf = ({ kind }: ConditionPart): string =>
  conditionKinds.find(({ value }) => value === kind)?.label ?? kind;

function OneCondition({ condition, change }: OneConditionProps) {
  const label = labelOf(condition);
  return (
    <div className="part-fields">
      {'not' in condition ? (
        <Select
          aria-label={`${label}: or not`}
          className="part-not"
          data={[
            { value: 'is', label },
            { value: 'not', label: `Not: ${label.toLowerCase()}` },
          ]}
          value={condition.not ? 'not' : 'is'}
          allowDeselect={false}
          onChange={(value) => change({ ...condition, not: value === 'not' })}
        />
      ) : (
        <span className="part-label">{label}</span>
      )}
      <Details {...{ condition, change }} />
    </div>
  );
}

const ranks = [
  { value: 'helper', label: 'a helper' },
  { value: 'moderator', label: 'a moderator' },
  { value: 'administrator', label: 'an administrator' },
] as const;

function Details({ condition, change }: OneConditionProps) {
  switch (condition.kind) {
    case 'channel':
      return (
        <TextInput
          aria-label="Channels"
          placeholder="#general, #help"
          defaultValue={condition.channels.join(', ')}
          onChange={({ currentTarget: { value } }) =>
            change({ ...condition, channels: value.split(/[\s,]+/).filter(Boolean) })
          }
        />
      );
    case 'role':
      return (
        <TextInput
          aria-label="Role"
          placeholder="Reader"
          value={condition.role.name}
          onChange={({ currentTarget: { value } }) =>
            change({ ...condition, role: { name: value } })
          }
        />
      );
    case 'rank':
      return (
        <Select
          aria-label="Rank"
          data={[...ranks]}
          value={condition.least}
          allowDeselect={false}
          onChange={(least) => {
            const found = ranks.find(({ value }) => value === least);
            if (found) change({ ...condition, least: found.value });
          }}
        />
      );
    case 'age':
      return (
        <DurationField
          label="Age"
          valueMs={condition.underMs}
          onChange={(underMs) => change({ ...condition, underMs })}
        />
      );
    default:
      return <MoreDetails {...{ condition, change }} />;
  }
}

const pers = [
  { value: 'person', label: 'per person' },
  { value: 'channel', label: 'per channel' },
  { value: 'everyone', label: 'for everyone' },
] as const;

function MoreDetails({ condition, change }: OneConditionProps) {
  switch (condition.kind) {
    case 'platform':
      return (
        <Select
          aria-label="Network"
          data={[
            { value: 'discord', label: 'Discord' },
            { value: 'irc', label: 'IRC' },
          ]}
          value={condition.platform}
          allowDeselect={false}
          onChange={(value) =>
            change({ ...condition, platform: value === 'irc' ? 'irc' : 'discord' })
          }
        />
      );
    case 'chance':
      return (
        <NumberInput
          aria-label="Chance in percent"
          suffix=" %"
          min={1}
          max={100}
          value={condition.percent}
          onChange={(percent) =>
            change({ ...condition, percent: Math.round(Number(percent)) || 1 })
          }
        />
      );
    case 'cooldown':
      return <CooldownFields {...{ condition, change }} />;
    default:
      return null;
  }
}

interface CooldownFieldsProps extends OneConditionProps {
  readonly condition: Extract<ConditionPart, { kind: 'cooldown' }>;
}

const CooldownFields = ({ condition, change }: CooldownFieldsProps) => (
  <>
    <DurationField
      label="Rest"
      valueMs={condition.withinMs}
      onChange={(withinMs) => change({ ...condition, withinMs })}
    />
    <Select
      aria-label="For whom"
      data={[...pers]}
      value={condition.per}
      allowDeselect={false}
      onChange={(per) => {
        const found = pers.find(({ value }) => value === per);
        if (found) change({ ...condition, per: found.value });
      }}
    />
  </>
);
