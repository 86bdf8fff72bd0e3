import type { GuardEntry } from '../../../src/dashboard/wire.ts';
import { kindWords, reasonWord } from './words.ts';

export interface HistoryFilter {
  /** Words that must all stand somewhere in what a row shows. */
  readonly text: string;
  readonly stage: string;
  readonly watched: 'all' | 'refused' | 'shadow';
}

export const everything: HistoryFilter = { text: '', stage: 'all', watched: 'all' };

/** The entries that the filter lets through, in their order. */
export function filteredHistory(
  entries: readonly GuardEntry[],
  { text, stage, watched }: HistoryFilter,
): readonly GuardEntry[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return entries.filter(
    (entry) =>
      (stage === 'all' || entry.stage === stage) &&
      (watched === 'all' || (entry.kind === 'would-refuse') === (watched === 'shadow')) &&
      words.every((word) => searchable(entry).includes(word)),
  );
}

const searchable = ({ actorName, actor, place, command, kind, reason }: GuardEntry): string =>
  [actorName ?? '', actor ?? '', place, command ?? '', kindWords[kind], reasonWord(reason)]
    .join('\n')
    .toLowerCase();
