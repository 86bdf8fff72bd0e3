import {
  IconAlertTriangle,
  IconCheck,
  IconEye,
  IconFlag,
  IconHandStop,
  IconMinus,
  IconNote,
  IconX,
} from '@tabler/icons-react';
import type { TraceOutcome, TraceVerdict } from '../../../src/dashboard/wire.ts';
import './outcome-mark.css';

type Tone = 'good' | 'bad' | 'warn' | 'soft';

interface Look {
  readonly word: string;
  readonly tone: Tone;
  readonly Icon: typeof IconCheck;
}

const outcomes: Readonly<Record<TraceOutcome, Look>> = {
  answered: { word: 'Answered', tone: 'good', Icon: IconCheck },
  refused: { word: 'Refused', tone: 'warn', Icon: IconHandStop },
  failed: { word: 'Failed', tone: 'bad', Icon: IconX },
  observed: { word: 'Observed', tone: 'soft', Icon: IconEye },
  ignored: { word: 'Ignored', tone: 'soft', Icon: IconMinus },
};

const verdicts: Readonly<Record<TraceVerdict, Look>> = {
  allow: { word: 'Allowed', tone: 'good', Icon: IconCheck },
  refuse: { word: 'Refused', tone: 'warn', Icon: IconHandStop },
  flag: { word: 'Flagged', tone: 'warn', Icon: IconFlag },
  note: { word: 'Noted', tone: 'soft', Icon: IconNote },
  fail: { word: 'Failed', tone: 'bad', Icon: IconAlertTriangle },
};

export const outcomeNames: readonly TraceOutcome[] = [
  'answered',
  'refused',
  'failed',
  'observed',
  'ignored',
];

export const outcomeWord = (outcome: TraceOutcome): string => outcomes[outcome].word;

const Mark = ({ word, tone, Icon }: Look) => (
  <span className="outcome-mark" data-tone={tone}>
    <Icon size={15} stroke={2.2} aria-hidden="true" />
    {word}
  </span>
);

export const OutcomeMark = ({ outcome }: { outcome: TraceOutcome }) => (
  <Mark {...outcomes[outcome]} />
);

export const VerdictMark = ({ verdict }: { verdict: TraceVerdict }) => (
  <Mark {...verdicts[verdict]} />
);
