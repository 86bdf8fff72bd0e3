import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { foundEntries, type PaletteEntry } from './palette-entries.ts';
import './palette.css';

interface PaletteProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly entries: readonly PaletteEntry[];
}

/** Ctrl+K: go anywhere and do anything by typing a bit of its name. */
export const Palette = ({ opened, onClose, entries }: PaletteProps) => (
  <Modal
    opened={opened}
    onClose={onClose}
    withCloseButton={false}
    padding={0}
    size={560}
    yOffset="12vh"
    aria-label="Command palette"
  >
    <PaletteBody entries={entries} onClose={onClose} />
  </Modal>
);

function PaletteBody({ entries, onClose }: Omit<PaletteProps, 'opened'>) {
  const [sought, setSought] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const found = foundEntries(entries, sought);
  const current = Math.max(0, Math.min(active, found.length - 1));
  const run = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive((current + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp') setActive(current === 0 ? found.length - 1 : current - 1);
    else if (event.key === 'Enter') run(found[current]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="palette">
      <div className="palette-field">
        <IconSearch size={18} aria-hidden="true" />
        <input
          // At once: the dialog itself would take the focus a moment later, and lose the first letters.
          autoFocus
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={found.length > 0 ? `${id}-${current}` : undefined}
          aria-label="Search pages, connections, people, scenarios"
          placeholder="Go to, speak as, play…"
          value={sought}
          onChange={(event) => {
            setSought(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <PaletteList {...{ id, found, current, run }} />
    </div>
  );
}

interface PaletteListProps {
  readonly id: string;
  readonly found: readonly PaletteEntry[];
  readonly current: number;
  readonly run: (entry: PaletteEntry) => void;
}

function PaletteList({ id, found, current, run }: PaletteListProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current, found]);
  return (
    <ul role="listbox" id={id} aria-label="Found" ref={list}>
      {found.map((entry, at) => (
        <li
          key={entry.id}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === current}
          onClick={() => run(entry)}
        >
          <span className="palette-group">{entry.group}</span>
          <span className="palette-label">{entry.label}</span>
          {entry.hint !== undefined && <span className="palette-hint">{entry.hint}</span>}
        </li>
      ))}
      {found.length === 0 && (
        <li className="palette-none">Nothing is called that. Try a page, a person or a network.</li>
      )}
    </ul>
  );
}
