import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { SlashMenuView, SyncedView } from '../../../src/dashboard/commands-wire.ts';
import { wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { counted } from '../text/words.ts';
import { syncCommands } from './commands-api.ts';
import { markWords } from './mark-words.ts';

/** How full the menu of slash commands is: one for all places. */
export function MenuCard({ menu, onShowLeft }: { menu: SlashMenuView; onShowLeft: () => void }) {
  const { native, limit, left, fullness } = menu;
  return (
    <section className="menu-card" aria-label="Menu of slash commands" data-fullness={fullness}>
      <h2>
        Slash commands
        <span>
          {native} of {limit} places
        </span>
      </h2>
      <Bar menu={menu} />
      <p>{fullnessWords(menu)}</p>
      <ul className="menu-legend" aria-hidden="true">
        {Object.entries(markWords).map(([mark, { Icon, words }]) => (
          <li key={mark}>
            <span className="command-mark" data-mark={mark}>
              <Icon size={16} />
            </span>
            {words}
          </li>
        ))}
      </ul>
      <div className="menu-acts">
        {left.length > 0 && (
          <button type="button" className="quiet-link" onClick={onShowLeft}>
            Show the {counted(left.length, 'command')} without a place
          </button>
        )}
        <Sync />
      </div>
    </section>
  );
}

function Bar({ menu: { native, limit, safe } }: { menu: SlashMenuView }) {
  const words = `${native} of ${limit} places taken`;
  return (
    <div className="menu-bar" role="img" aria-label={words}>
      <div className="menu-taken" style={{ width: `${(native / limit) * 100}%` }} />
      <div className="menu-safe" style={{ left: `${(safe / limit) * 100}%` }} title="Pins only" />
    </div>
  );
}

function fullnessWords({ fullness, left, safe, limit }: SlashMenuView): string {
  if (fullness === 'fine') return 'Every command has its place.';
  if (fullness === 'near') return `It is getting full: ${safe} places are given by use.`;
  const rest = `${safe} places are given by use, the rest up to ${limit} is for pinned commands.`;
  if (left.length === 0) return `It is full: ${rest}`;
  return `${counted(left.length, 'command')} found no place and ${left.length === 1 ? 'is' : 'are'} given by prefix: ${rest}`;
}

function Sync() {
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const sync = () => {
    setBusy(true);
    setFailure(undefined);
    syncCommands()
      .then((synced) => setTold(syncedWords(synced)))
      .catch((thrown: unknown) => setFailure(wordsOf(thrown)))
      .finally(() => setBusy(false));
  };
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconRefresh size={16} aria-hidden="true" />}
        loading={busy}
        onClick={sync}
      >
        Tell the networks
      </Button>
      {told !== undefined && <span role="status">{told}</span>}
      {failure !== undefined && <Problem words={failure} />}
    </>
  );
}

const outcomes = { same: 'knew them', written: 'told', failed: 'did not take them' } as const;

const syncedWords = (synced: readonly SyncedView[]): string =>
  synced.length === 0
    ? 'No network has such a menu.'
    : synced.map(({ connection, outcome }) => `${connection}: ${outcomes[outcome]}`).join(', ');
