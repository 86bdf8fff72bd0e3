import {
  IconAlertTriangle,
  IconCheck,
  IconClockX,
  IconPlugConnectedX,
  IconPower,
  IconRefreshDot,
  IconX,
} from '@tabler/icons-react';
import type { HookOutcome, HookStateView } from '../../../src/dashboard/hooks-wire.ts';
import '../parts/outcome-mark.css';

const states = {
  ready: { word: 'Ready', tone: 'good', Icon: IconCheck },
  disabled: { word: 'Disabled', tone: 'soft', Icon: IconPower },
  open: { word: 'Rests', tone: 'warn', Icon: IconAlertTriangle },
  probing: { word: 'Is tried again', tone: 'warn', Icon: IconRefreshDot },
} as const satisfies Record<HookStateView['state'], object>;

const outcomes = {
  done: { word: 'Well', tone: 'good', Icon: IconCheck },
  failed: { word: 'Failed', tone: 'bad', Icon: IconX },
  'timed-out': { word: 'Took too long', tone: 'bad', Icon: IconClockX },
  cut: { word: 'Cut off', tone: 'soft', Icon: IconPlugConnectedX },
} as const satisfies Record<HookOutcome, object>;

interface MarkProps {
  readonly word: string;
  readonly tone: string;
  readonly Icon: typeof IconCheck;
}

const Mark = ({ word, tone, Icon }: MarkProps) => (
  <span className="outcome-mark" data-tone={tone}>
    <Icon size={15} stroke={2.2} aria-hidden="true" />
    {word}
  </span>
);

/** How a hook stands, by word, shape and colour. */
export const HookMark = ({ state }: { state: HookStateView['state'] }) => (
  <Mark {...states[state]} />
);

/** How a call of a hook ended. */
export const CallMark = ({ outcome }: { outcome: HookOutcome }) => <Mark {...outcomes[outcome]} />;
