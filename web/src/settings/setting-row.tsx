import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconHistory, IconRestore } from '@tabler/icons-react';
import type { SettingView } from '../../../src/dashboard/wire.ts';
import { linkTo, settingsPath } from '../app/router.ts';
import { SettingField } from './setting-field.tsx';
import { labelOf } from './settings-filter.ts';
import type { SettingsWork } from './use-settings.ts';

interface SettingRowProps {
  readonly setting: SettingView;
  readonly work: SettingsWork;
  /** Whether the address names this one. */
  readonly aimed: boolean;
}

export function SettingRow({ setting, work, aimed }: SettingRowProps) {
  const { name } = setting;
  const draft = work.drafts[name];
  const scope = work.view?.scope.id ?? 'instance';
  const save = () => {
    if (draft !== undefined) void work.save([name]);
  };
  return (
    <li
      className="setting-row"
      id={`setting-${name}`}
      data-aimed={aimed || undefined}
      data-draft={draft !== undefined || undefined}
    >
      <div className="setting-words">
        <h3>
          {labelOf(name)} <code>{name}</code>
        </h3>
        <p id={`about-${name}`}>
          {setting.text} <span className="setting-takes">Takes {setting.takes}.</span>
        </p>
        <Marks setting={setting} work={work} />
      </div>
      <div className="setting-value">
        <SettingField
          setting={setting}
          value={draft ?? setting.typed}
          scopes={work.view?.scopes ?? []}
          problem={work.problems[name]}
          onChange={(typed) => work.draft(name, typed === setting.typed ? undefined : typed)}
          onSave={save}
        />
        <RowActions {...{ setting, work, draft }} />
      </div>
      <Tooltip label="Who changed it, and the way back" openDelay={400}>
        <ActionIcon
          component="a"
          variant="subtle"
          color="gray"
          aria-label={`History of ${labelOf(name)}`}
          {...linkTo(settingsPath(scope, name))}
        >
          <IconHistory size={18} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

/** Where the value comes from, said by word and shape. */
function Marks({ setting, work }: Pick<SettingRowProps, 'setting' | 'work'>) {
  const from = work.view?.scopes.find(({ id }) => id === setting.from)?.name ?? setting.from;
  return (
    <ul className="setting-marks">
      {setting.changed && (
        <li data-mark="changed">
          <span aria-hidden="true">◆</span> differs from the default (
          {setting.byDefault === '' ? 'empty' : setting.byDefault})
        </li>
      )}
      {setting.set ? (
        <li data-mark="here">
          <span aria-hidden="true">●</span> set here
        </li>
      ) : (
        <li>
          <span aria-hidden="true">○</span> from {originWords(setting.from, from)}
        </li>
      )}
      {setting.restart && (
        <li data-mark="restart">
          <span aria-hidden="true">▲</span> holds from the next start on
        </li>
      )}
    </ul>
  );
}

function originWords(from: string, name: string): string {
  if (from === 'default') return 'the default';
  if (from === 'file') return 'castellan.yaml';
  return name.charAt(0).toLowerCase() + name.slice(1);
}

interface RowActionsProps extends Pick<SettingRowProps, 'setting' | 'work'> {
  readonly draft: string | undefined;
}

function RowActions({ setting, work, draft }: RowActionsProps) {
  const { name } = setting;
  if (draft !== undefined)
    return (
      <div className="setting-actions">
        <Button size="compact-sm" loading={work.busy} onClick={() => void work.save([name])}>
          Save
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => work.draft(name, undefined)}
          aria-label={`Discard what was typed for ${labelOf(name)}`}
        >
          Discard
        </Button>
      </div>
    );
  return (
    <div className="setting-actions">
      {work.saved[name] !== undefined && (
        <>
          <span role="status">Saved; it holds.</span>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconArrowBackUp size={15} aria-hidden="true" />}
            onClick={() => void work.undo(name)}
          >
            Undo
          </Button>
        </>
      )}
      {setting.set && work.saved[name] === undefined && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconRestore size={15} aria-hidden="true" />}
          onClick={() => void work.reset(name)}
          aria-label={`Reset ${labelOf(name)}`}
        >
          Reset to {setting.wider === '' ? 'empty' : shortened(setting.wider)}
        </Button>
      )}
    </div>
  );
}

const shortened = (text: string): string => (text.length > 24 ? `${text.slice(0, 23)}…` : text);
