import { useEffect, useRef } from 'react';
import type { PlayCommand } from '../../../src/dashboard/wire.ts';

interface SlashMenuProps {
  readonly id: string;
  readonly commands: readonly PlayCommand[];
  readonly active: number;
  readonly onPick: (command: PlayCommand) => void;
}

export const optionId = (menu: string, at: number): string => `${menu}-${at}`;

/** The slash commands that fit what is typed, each with what it does and what it takes. */
export function SlashMenu({ id, commands, active, onPick }: SlashMenuProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <ul className="slash-menu" role="listbox" id={id} aria-label="Slash commands" ref={list}>
      {commands.map((command, at) => (
        <li
          key={command.name}
          role="option"
          id={optionId(id, at)}
          aria-selected={at === active}
          onMouseDown={(event) => {
            event.preventDefault();
            onPick(command);
          }}
        >
          <strong>/{command.name}</strong>
          {command.options.map((option) => (
            <span
              key={option.name}
              className="slash-option"
              data-required={option.required || undefined}
            >
              {option.name}
            </span>
          ))}
          <span className="slash-about">{command.description}</span>
        </li>
      ))}
    </ul>
  );
}
