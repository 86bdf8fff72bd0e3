import { ActionIcon, Switch, Tooltip } from '@mantine/core';
import { IconMessage, IconPencil, IconPinFilled, IconUser } from '@tabler/icons-react';
import type { CommandEntry } from '../../../src/dashboard/commands-wire.ts';
import { Problem } from '../parts/problem.tsx';
import { counted, span } from '../text/words.ts';
import { markWords } from './mark-words.ts';
import { whoWords } from './who-words.ts';

interface CommandRowProps {
  readonly command: CommandEntry;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly onSwitch: (off: boolean) => void;
  readonly onEdit: () => void;
}

export function CommandRow({ command, busy, problem, onSwitch, onEdit }: CommandRowProps) {
  const { name, called, about, off, fixed } = command;
  return (
    <li className="command-row" aria-label={name} data-off={off || undefined}>
      <Mark mark={command.mark} />
      <div className="command-name">
        <strong>{called}</strong>
        {called !== name && <small>in place of {name}</small>}
        <Aliases command={command} />
        <span>{about}</span>
      </div>
      <ul className="command-facts">
        <Facts command={command} />
      </ul>
      <div className="command-acts">
        <Tooltip label={fixed ? 'Always on' : off ? 'Off here' : 'On here'}>
          <Switch
            aria-label={`${name} is on`}
            checked={!off || fixed}
            disabled={fixed || busy}
            onChange={(event) => onSwitch(!event.currentTarget.checked)}
          />
        </Tooltip>
        <Tooltip label="Change">
          <ActionIcon variant="default" size={28} aria-label={`Change ${name}`} onClick={onEdit}>
            <IconPencil size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      {problem !== undefined && <Problem words={problem} />}
    </li>
  );
}

function Aliases({ command: { aliases, given } }: { command: CommandEntry }) {
  const all = [...given, ...aliases];
  if (all.length === 0) return null;
  return <small>also {all.join(', ')}</small>;
}

function Mark({ mark }: Pick<CommandEntry, 'mark'>) {
  const { Icon, words } = markWords[mark];
  return (
    <Tooltip label={words}>
      <span className="command-mark" data-mark={mark} role="img" aria-label={words}>
        <Icon size={18} aria-hidden="true" />
      </span>
    </Tooltip>
  );
}

function Facts({ command }: { command: CommandEntry }) {
  const { who, capability, cooldownSeconds, uses, pinned, on } = command;
  return (
    <>
      <li data-set={who.length > 0 || undefined}>{whoWords(who, capability)}</li>
      {cooldownSeconds > 0 && <li>rests {span(cooldownSeconds * 1000)}</li>}
      {on?.map((what) => (
        <li key={what}>
          {what === 'person' ? <IconUser size={14} /> : <IconMessage size={14} />} menu of a {what}
        </li>
      ))}
      {pinned && (
        <li>
          <IconPinFilled size={14} aria-hidden="true" /> pinned
        </li>
      )}
      {uses > 0 && <li>{counted(uses, 'use')}</li>}
    </>
  );
}
