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
export function SettingField({
  setting,
  value,
  scopes,
  problem,
  onChange,
  onSave,
}: SettingFieldProps) {
  const common = {
    'aria-label': labelOf(setting.name),
    'aria-describedby': `about-${setting.name}`,
    error: problem,
    size: 'sm',
  } as const;
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') onSave();
  };
  switch (setting.kind) {
    case 'boolean':
      return (
        <Switch
          {...common}
          checked={value === 'on'}
          label={value === 'on' ? 'On' : 'Off'}
          onChange={(event) => onChange(event.currentTarget.checked ? 'on' : 'off')}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={[...(setting.options ?? [])]}
          value={value}
          allowDeselect={false}
          onChange={(next) => onChange(next ?? value)}
        />
      );
    case 'list':
      return (
        <TagsInput
          {...common}
          value={value === '' ? [] : value.split(',')}
          splitChars={[',', ' ']}
          placeholder="Type and press Enter"
          onChange={(items) => onChange(items.join(','))}
        />
      );
    case 'channel':
      return (
        <Autocomplete
          {...common}
          data={channelsIn(scopes)}
          value={value}
          placeholder="No channel"
          onChange={onChange}
          onKeyDown={onKeyDown}
        />
      );
    case 'secret':
      return (
        <PasswordInput
          {...common}
          value={value}
          autoComplete="new-password"
          placeholder={setting.set ? 'Set. Type to replace it' : 'Not set'}
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          value={value}
          inputMode={setting.kind === 'integer' ? 'numeric' : 'text'}
          placeholder={setting.kind === 'duration' ? '2h30m' : 'Empty'}
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      );
  }
}

/** The channels that are known, as the setting keeps them; on IRC the channel is the space. */
const channelsIn = (scopes: readonly ScopeView[]): string[] =>
  scopes.flatMap(({ id }) => {
    const irc = /^space:irc:([^:]+):(.+)$/.exec(id);
    if (irc) return [`${irc[1] ?? ''}/${irc[2] ?? ''}`];
    return id.startsWith('channel:') ? [id.slice('channel:'.length)] : [];
  });
