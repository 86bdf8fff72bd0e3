import { CloseButton } from '@mantine/core';
import type { PlaySnapshot } from '../../../src/dashboard/wire.ts';
import { setDraft } from './drafts.ts';
import { choices, endHint, shownTab } from './play-choices.ts';
import { useStore } from '../data/store.ts';
import './first-visit.css';

/** Three things to try, until they are waved away. */
export function FirstVisit({ play }: { play: PlaySnapshot }) {
  const done = useStore(choices, (state) => state.hintDone);
  if (done) return null;
  const has = (id: string) => play.networks.some((network) => network.id === id);
  const write = (network: 'discord' | 'irc', text: string) => {
    shownTab.set(network);
    setDraft(network, text);
  };
  return (
    <aside className="first-visit" aria-label="Three things to try">
      <strong>Try three things</strong>
      <ol>
        {has('discord') && (
          <li>
            <button type="button" className="quiet-link" onClick={() => write('discord', '/')}>
              Type / on Discord
            </button>
            , run <code>help</code>, press its buttons
          </li>
        )}
        {has('irc') && (
          <li>
            <button
              type="button"
              className="quiet-link"
              onClick={() => write('irc', '!choose tea | coffee')}
            >
              Say !choose tea | coffee
            </button>{' '}
            on IRC, as two people
          </li>
        )}
        <li>
          Press <em>why?</em> to see how the bot decided
        </li>
      </ol>
      <CloseButton size="sm" aria-label="Hide the hints" onClick={endHint} />
    </aside>
  );
}
