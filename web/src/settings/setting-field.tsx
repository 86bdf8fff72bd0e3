import { Autocomplete, PasswordInput, Select, Switch, TagsInput, TextInput } from '@mantine/core';
import type { ScopeView, SettingView } from '../../../src/dashboard/wire.ts';
import { labelOf } from './settings-filter.ts';

interface SettingFieldProps {
  readonly setting: SettingView;
  /** What stands in the field: the draft, or what holds. */
  readonly value: string;
  readonly scopes: readonly ScopeView[];
  readonly problem: string | undefined;
  readonly onChange: (typed: string) => void;
  readonly onSave: () => void;
}

/** The field that a setting's kind asks for. */
export function SettingField(props: SettingFieldProps) {
  const { setting } = props;
  if (setting.kind === 'boolean' || setting.kind === 'choice') return <PickedField {...props} />;
  if (setting.kind === 'list') return <ListField {...props} />;
  return <TypedField {...props} />;
}

/** What every field says of itself. */
const common = ({ setting, problem }: SettingFieldProps) =>
  ({
    'aria-label': labelOf(setting.name),
    'aria-describedby': `about-${setting.name}`,
    error: problem,
    size: 'sm',
  }) as const;

function PickedField(props: SettingFieldProps) {
  const { setting, value, onChange } = props;
  if (setting.kind === 'boolean')
    return (
      <Switch
        {...common(props)}
        checked={value === 'on'}
        label={value === 'on' ? 'On' : 'Off'}
        onChange={(event) => onChange(event.currentTarget.checked ? 'on' : 'off')}
      />
    );
  return (
    <Select
      {...common(props)}
      data={[...(setting.options ?? [])]}
      value={value}
      allowDeselect={false}
      onChange={(next) => onChange(next ?? value)}
    />
  );
}

const ListField = (props: SettingFieldProps) => (
  <TagsInput
    {...common(props)}
    value={props.value === '' ? [] : props.value.split(',')}
    splitChars={[',', ' ']}
    placeholder="Type and press Enter"
    onChange={(items) => props.onChange(items.join(','))}
  />
);

function TypedField(props: SettingFieldProps) {
  const { setting, value, scopes, onChange, onSave } = props;
  const field = {
    ...{ ...common(props), value },
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Enter') onSave();
    },
  };
  const typed = (event: React.ChangeEvent<HTMLInputElement>) => onChange(event.currentTarget.value);
  if (setting.kind === 'channel')
    return (
      <Autocomplete
        {...field}
        data={channelsIn(scopes)}
        placeholder="No channel"
        onChange={onChange}
      />
    );
  if (setting.kind === 'secret')
    return (
      <PasswordInput
        {...field}
        autoComplete="new-password"
        placeholder={setting.set ? 'Set. Type to replace it' : 'Not set'}
        onChange={typed}
      />
    );
  return (
    <TextInput
      {...field}
      inputMode={setting.kind === 'integer' ? 'numeric' : 'text'}
      placeholder={setting.kind === 'duration' ? '2h30m' : 'Empty'}
      onChange={typed}
    />
  );
}

/** The channels that are known, as the setting keeps them; on IRC the channel is the space. */
const channelsIn = (scopes: readonly ScopeView[]): string[] =>
  scopes.flatMap(({ id }) => {
    const irc = /^space:irc:([^:]+):(.+)$/.exec(id);
    if (irc) return [`${irc[1] ?? ''}/${irc[2] ?? ''}`];
    return id.startsWith('channel:') ? [id.slice('channel:'.length)] : [];
  });
