import type {
  IncidentView,
  UndoPreviewView,
  UndoneCaseView,
} from '../../../src/dashboard/incidents-wire.ts';
import { counted } from '../text/words.ts';

export const kindWords: Readonly<Record<IncidentView['kind'], string>> = {
  raid: 'Raid',
  flood: 'Flood',
  rule: 'A rule hits many',
  staff: 'Staff act too often',
};

/** What came together, in numbers. */
export const sumsOf = ({ detections, people, cases }: IncidentView): string =>
  [
    counted(detections, 'detection'),
    `${people} ${people === 1 ? 'person' : 'people'}`,
    counted(cases, 'case'),
  ].join(', ');

interface Group {
  readonly words: string;
  readonly names: string;
  /** It cannot be undone. */
  readonly stays: boolean;
}

const namesShown = 10;

const namesOf = (cases: readonly UndoneCaseView[]): string => {
  const names = [...new Set(cases.map(({ name }) => name))];
  const more = names.length - namesShown;
  return `${names.slice(0, namesShown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** Exempt from bans, or from having to be invited; and the ends of that. */
const favours: ReadonlySet<string> = new Set(['exempt', 'invex']);
const favourPardons: ReadonlySet<string> = new Set(['unexempt', 'uninvex']);

const kinds: readonly {
  readonly is: (one: UndoneCaseView) => boolean;
  readonly words: (count: number, sum: number) => string;
  readonly stays?: true;
}[] = [
  {
    is: ({ outcome, kind }) => outcome === 'lifts' && kind !== 'mute' && !favours.has(kind),
    words: (count) => `${count} let back in`,
  },
  {
    is: ({ outcome, kind }) => outcome === 'lifts' && kind === 'mute',
    words: (count) => `${count} may speak again`,
  },
  {
    is: ({ outcome, kind }) => outcome === 'lifts' && favours.has(kind),
    words: (count) => `${count} exempt no more`,
  },
  { is: ({ outcome }) => outcome === 'withdraws', words: (count) => `${count} not done any more` },
  {
    is: ({ outcome, kind }) => outcome === 'again' && favourPardons.has(kind),
    words: (count) => `${count} exempt again, because the end of it is taken back`,
  },
  {
    is: ({ outcome, kind }) => outcome === 'again' && !favourPardons.has(kind),
    words: (count) => `${count} held again, because the pardon is taken back`,
  },
  {
    is: ({ outcome, kind }) => outcome === 'counts-no-more' && kind !== 'kick' && kind !== 'purge',
    words: (count) => `${count} ${count === 1 ? 'counts' : 'count'} no more`,
  },
  {
    is: ({ outcome, kind }) => outcome === 'counts-no-more' && kind === 'kick',
    words: (count) => `${counted(count, 'kick')}: they may come back by themselves`,
    stays: true,
  },
  {
    is: ({ outcome, kind }) => outcome === 'counts-no-more' && kind === 'purge',
    words: (_count, sum) => `${counted(sum, 'deleted message')} cannot come back`,
    stays: true,
  },
  { is: ({ outcome }) => outcome === 'over', words: (count) => `${count} over already` },
];

/** What an undo would do, in numbers and names. */
export const groupsOf = ({ cases }: UndoPreviewView): readonly Group[] =>
  kinds.flatMap(({ is, words, stays = false }) => {
    const some = cases.filter(is);
    if (some.length === 0) return [];
    const sum = some.reduce((total, { count }) => total + count, 0);
    return [{ words: words(some.length, sum), names: namesOf(some), stays }];
  });

/** Whom something else holds all the same. */
export const heldOf = ({ cases }: UndoPreviewView): readonly string[] =>
  cases.flatMap(({ name, reinstates, heldBy }) => {
    if (reinstates !== undefined) return [`${name} is held by #${reinstates} again.`];
    return heldBy === undefined ? [] : [`${name} stays held by #${heldBy}.`];
  });
