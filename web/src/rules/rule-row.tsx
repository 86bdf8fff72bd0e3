import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconHistory, IconTrash } from '@tabler/icons-react';
import { counted } from '../text/words.ts';
import type { RuleEntry, RulesWork } from './use-rules.ts';

interface RuleRowProps {
  readonly rule: RuleEntry;
  /** Its place in the order, from 0. */
  readonly at: number;
  readonly last: boolean;
  readonly work: RulesWork;
  readonly onHits: () => void;
  readonly onReplay: () => void;
}

const modes = [
  { value: 'off', label: 'Off' },
  { value: 'shadow', label: 'Watch' },
  { value: 'live', label: 'In force' },
];

/** One rule: its sentence, how often it held, and whether it is in force. */
export function RuleRow({ rule, at, last, work, onHits, onReplay }: RuleRowProps) {
  const { number, name, mode, sentence, hits, people, quality } = rule;
  const change = (what: object) => void work.change({ number, ...what });
  const whom = people === 1 ? '1 person' : `${people} people`;
  return (
    <li className="rule-row" data-mode={mode}>
      <div className="rule-head">
        <strong>{`#${number} ${name}`}</strong>
        <span className="rule-hits" title="Since the start, or since the rule was changed">
          {hits === 0 ? (
            'no hits yet'
          ) : (
            <button type="button" onClick={onHits}>{`${counted(hits, 'hit')}, ${whom}`}</button>
          )}
          {quality && `; moderators: ${quality.right} right, ${quality.wrong} wrong`}
        </span>
      </div>
      <p className="rule-sentence">{sentence}</p>
      <div className="rule-acts">
        <SegmentedControl
          size="xs"
          aria-label={`Mode of rule ${number}`}
          data={modes}
          value={mode}
          onChange={(value) => change({ act: 'mode', mode: value })}
        />
        <span>
          <Act label="Replay" onClick={onReplay} Icon={IconHistory} />
          <Act
            label="Earlier in the order"
            onClick={() => change({ act: 'move', place: at })}
            disabled={at === 0}
            Icon={IconArrowUp}
          />
          <Act
            label="Later in the order"
            onClick={() => change({ act: 'move', place: at + 2 })}
            disabled={last}
            Icon={IconArrowDown}
          />
          <Act
            label="Remove; the history keeps it"
            onClick={() => change({ act: 'remove' })}
            Icon={IconTrash}
          />
        </span>
      </div>
    </li>
  );
}

interface ActProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly Icon: typeof IconTrash;
}

const Act = ({ label, onClick, disabled = false, Icon }: ActProps) => (
  <Tooltip label={label}>
    <ActionIcon variant="subtle" color="gray" aria-label={label} {...{ onClick, disabled }}>
      <Icon size={16} />
    </ActionIcon>
  </Tooltip>
);
