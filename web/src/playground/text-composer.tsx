import { ActionIcon } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { PlayCommand } from '../../../src/dashboard/wire.ts';
import { channelTitle } from './channel-list.tsx';
import { sent, setDraft } from './drafts.ts';
import type { Speaker } from './play-actions.ts';
import { optionId, SlashMenu } from './slash-menu.tsx';
import { suggestedCommands } from './slash-text.ts';

interface TextComposerProps {
  readonly speaker: Speaker;
  readonly commands: readonly PlayCommand[];
  readonly draft: string;
  /** Who speaks, as others see it. */
  readonly name: string;
  readonly onCommand: (command: PlayCommand) => void;
  readonly onSend: (text: string) => void;
}

/** One line of text. A slash at its beginning opens the list of commands. */
export function TextComposer(props: TextComposerProps) {
  const { speaker, draft, onCommand, onSend } = props;
  const menu = useSlashMenu(props);
  const submit = () => {
    const text = draft.trim();
    if (text !== '') onSend(text);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (menu.onKey(event) || recall(event, speaker, draft)) return;
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {menu.open && (
        <SlashMenu id={menu.id} commands={menu.commands} active={menu.active} onPick={onCommand} />
      )}
      <textarea
        rows={Math.min(5, draft.split('\n').length)}
        value={draft}
        onChange={(event) => setDraft(speaker.network, event.currentTarget.value)}
        onKeyDown={onKeyDown}
        placeholder={placeholderFor(props)}
        aria-label={`Message to ${channelTitle(speaker.channel)} on ${networkWord(speaker)}`}
        maxLength={4000}
        {...menu.aria}
      />
      <ActionIcon type="submit" size="lg" aria-label="Send" disabled={draft.trim() === ''}>
        <IconSend2 size={18} aria-hidden="true" />
      </ActionIcon>
    </form>
  );
}

const networkWord = ({ network }: Speaker): string => (network === 'irc' ? 'IRC' : 'Discord');

function placeholderFor({ speaker, commands, name }: TextComposerProps): string {
  const hint = commands.length > 0 ? 'type / for commands' : 'try !help';
  return `${channelTitle(speaker.channel)} as ${name} — ${hint}`;
}

/** The up and down keys go through what was sent, unless one is writing. */
function recall(event: KeyboardEvent, { network }: Speaker, draft: string): boolean {
  const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
  if (by === undefined || draft.includes('\n')) return false;
  const line = sent[network].step(by);
  if (line === undefined) return false;
  event.preventDefault();
  setDraft(network, line);
  return true;
}

function useSlashMenu({ draft, commands, onCommand }: TextComposerProps) {
  const id = useId();
  const [active, setActive] = useState(0);
  const [closedFor, setClosedFor] = useState<string>();
  const found = suggestedCommands(draft, commands);
  const open = found.length > 0 && closedFor !== draft;
  const current = Math.min(active, found.length - 1);
  useBeginWhenTyped(draft, commands, onCommand);

  const onKey = (event: KeyboardEvent): boolean => {
    const chosen = found[current];
    if (!open || !chosen) return false;
    if (event.key === 'ArrowDown') setActive((current + 1) % found.length);
    else if (event.key === 'ArrowUp') setActive((current + found.length - 1) % found.length);
    else if (event.key === 'Escape') setClosedFor(draft);
    else if (event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey)) onCommand(chosen);
    else return false;
    event.preventDefault();
    return true;
  };
  const aria = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': open,
    'aria-controls': open ? id : undefined,
    'aria-activedescendant': open ? optionId(id, current) : undefined,
  } as const;
  return { id, open, commands: found, active: current, onKey, aria };
}

/** A space behind the whole name of a command that takes options opens its form, as on Discord. */
function useBeginWhenTyped(
  draft: string,
  commands: readonly PlayCommand[],
  onCommand: (command: PlayCommand) => void,
): void {
  const before = useRef(draft);
  useEffect(() => {
    const typedSpace = draft === `${before.current} `;
    before.current = draft;
    if (!typedSpace || !draft.startsWith('/')) return;
    const name = draft.slice(1, -1);
    const command = commands.find((one) => one.name === name && one.options.length > 0);
    const longer = commands.some((one) => one.name.startsWith(`${name} `));
    if (command && !longer) onCommand(command);
  }, [draft, commands, onCommand]);
}
