import { Button } from '@mantine/core';
import { counted } from '../text/words.ts';
import type { RulesWork } from './use-rules.ts';

/** What each set is for, and what it looks at. */
const about: Readonly<Record<string, readonly [title: string, what: string]>> = {
  small: ['Small and friendly', 'repeats, mass mentions, gift scams, programs, hidden text'],
  large: ['Large and public', 'also invites, links of new accounts, floods, waves, shouting'],
  strict: ['Strict', 'also links without a role, many emoji, walls of text'],
  irc: ['IRC channel', 'floods, repeats, waves of people without account, heat'],
  bots: ['Accounts that sell or lure', 'offers, lures and links add up; moderators are asked'],
};

/** Sets of rules to begin with, each added at one click; they only watch. */
export const PresetList = ({ work }: { work: RulesWork }) => (
  <ul className="preset-list">
    {work.view?.presets.map(({ name, sentences }) => {
      const [title, what] = about[name] ?? [name, ''];
      return (
        <li key={name}>
          <span>
            <strong>{title}</strong>
            <small>{what}</small>
          </span>
          <Button
            size="compact-sm"
            variant="light"
            aria-label={`Add ${counted(sentences.length, 'rule')}: ${title}`}
            onClick={() => void work.change({ act: 'preset', preset: name })}
          >
            {`Add ${counted(sentences.length, 'rule')}`}
          </Button>
        </li>
      );
    })}
  </ul>
);
