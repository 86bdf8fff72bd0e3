import type { AppealStateName, AppealView } from '../../../src/dashboard/appeals-wire.ts';
import { span } from '../text/words.ts';

interface Standing {
  readonly word: string;
  readonly sign: string;
  readonly tone: 'waits' | 'good' | 'over';
}

/** How an appeal stands, in a word and a sign: nobody needs the colour. */
export const standings: Readonly<Record<AppealStateName, Standing>> = {
  pending: { word: 'waiting', sign: '…', tone: 'waits' },
  'under-review': { word: 'looked at', sign: '◐', tone: 'waits' },
  approved: { word: 'granted', sign: '✓', tone: 'good' },
  denied: { word: 'denied', sign: '✕', tone: 'over' },
  withdrawn: { word: 'withdrawn', sign: '○', tone: 'over' },
};

export const isOpen = ({ state }: AppealView): boolean =>
  state === 'pending' || state === 'under-review';

/** For how long the person waits, or had waited. */
export const waited = ({ atMs, endedAtMs }: AppealView, nowMs: number): string =>
  span(Math.max(1000, (endedAtMs ?? nowMs) - atMs));

export const stepWords: Readonly<Record<string, string>> = {
  made: 'appealed',
  'taken-up': 'looks at it',
  proposed: 'who had punished, proposes',
  overridden: 'decided alone about what he had done himself',
  approved: 'granted it',
  denied: 'denied it',
  withdrawn: 'withdrew it',
  stuck: 'could not lift it',
};
