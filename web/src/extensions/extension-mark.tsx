import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconFlask,
  IconPlayerPause,
  IconX,
} from '@tabler/icons-react';
import type { ExtensionEntry, OfferStatus } from '../../../src/dashboard/extensions-wire.ts';
import '../parts/outcome-mark.css';

const marks = {
  well: { word: 'Runs', tone: 'good', Icon: IconCheck },
  old: { word: 'An older version runs', tone: 'warn', Icon: IconAlertTriangle },
  warned: { word: 'Runs against its rules', tone: 'warn', Icon: IconAlertTriangle },
  unloaded: { word: 'Unloaded', tone: 'soft', Icon: IconPlayerPause },
  blacklisted: { word: 'On the blacklist', tone: 'soft', Icon: IconBan },
  failed: { word: 'Not loaded', tone: 'bad', Icon: IconX },
  asking: { word: 'Waits to be allowed', tone: 'warn', Icon: IconAlertTriangle },
} as const;

const statuses = {
  working: { word: 'Working', tone: 'good', Icon: IconCheck },
  beta: { word: 'Beta', tone: 'warn', Icon: IconFlask },
  broken: { word: 'Broken', tone: 'bad', Icon: IconX },
} as const satisfies Record<OfferStatus, object>;

/** How an extension stands, in one word. */
export function standingOf({ now, problem, needs, conflicts }: ExtensionEntry): keyof typeof marks {
  if (now.state !== 'running') return now.state;
  if (problem) return 'old';
  return [...needs, ...conflicts].some(({ state }) => state !== 'met') ? 'warned' : 'well';
}

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

/** How an extension stands, by word, shape and colour. */
export const ExtensionMark = ({ of }: { of: ExtensionEntry }) => (
  <Mark {...marks[standingOf(of)]} />
);

/** What its publisher says of an offer. */
export const StatusMark = ({ status }: { status: OfferStatus }) => <Mark {...statuses[status]} />;
