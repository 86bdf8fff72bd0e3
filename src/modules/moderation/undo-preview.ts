import type { Answer, Say, UndoPreview, UndoneCase } from '../../sdk/index.ts';

interface Shown {
  readonly preview: UndoPreview;
  /** Absent where it is only looked at. */
  readonly code?: string;
  readonly seconds: number;
}

const namesShown = 8;

/** What becomes of cases, in the order in which it matters. */
const groups: readonly { readonly key: string; readonly is: (one: UndoneCase) => boolean }[] = [
  {
    key: 'bans',
    is: ({ outcome, kind }) => outcome === 'lifts' && !isMute(kind) && !isFavour(kind),
  },
  { key: 'mutes', is: ({ outcome, kind }) => outcome === 'lifts' && isMute(kind) },
  { key: 'favours', is: ({ outcome, kind }) => outcome === 'lifts' && isFavour(kind) },
  { key: 'withdrawn', is: ({ outcome }) => outcome === 'withdraws' },
  { key: 'again', is: ({ outcome, kind }) => outcome === 'again' && !isFavour(kind) },
  { key: 'favoured', is: ({ outcome, kind }) => outcome === 'again' && isFavour(kind) },
  { key: 'warns', is: ({ outcome, kind }) => outcome === 'counts-no-more' && isMild(kind) },
  { key: 'kicks', is: ({ outcome, kind }) => outcome === 'counts-no-more' && kind === 'kick' },
  { key: 'purges', is: ({ outcome, kind }) => outcome === 'counts-no-more' && kind === 'purge' },
  { key: 'over', is: ({ outcome }) => outcome === 'over' },
];

const isMute = (kind: string): boolean => kind === 'mute';
/** Exempt from bans, or from having to be invited; or the end of that. */
const isFavour = (kind: string): boolean => /^(un)?(exempt|invex)$/.test(kind);
const isMild = (kind: string): boolean => kind !== 'kick' && kind !== 'purge';

/** What it would do, in numbers and names; what cannot be undone is said plainly. */
export function previewCard({ preview, code, seconds }: Shown, say: Say): Answer {
  const { cases, levels, more, scope } = preview;
  return {
    tone: code === undefined ? 'info' : 'warning',
    title: say('undo.preview.title', {
      ...{ of: scope.of, count: cases.length, dry: code === undefined ? 'yes' : 'no' },
      ...{ name: 'name' in scope ? scope.name || 'none' : 'none', number: numberIn(preview) },
    }),
    lines: [
      ...groups.flatMap(({ key, is }) => lineOf(key, cases.filter(is), say)),
      ...levels.map(({ place, level }) => say('undo.preview.level', { place, level })),
      ...heldLines(cases, say),
      ...(more ? [say('undo.preview.more')] : []),
      ...(code === undefined ? [] : [say('act.sure.repeat', { code, seconds })]),
    ],
  };
}

const numberIn = ({ scope }: UndoPreview): number =>
  scope.of === 'incident' ? scope.incident : scope.of === 'rule' ? scope.rule : 0;

function lineOf(key: string, some: readonly UndoneCase[], say: Say): readonly string[] {
  if (some.length === 0) return [];
  const names = [...new Set(some.map(({ name }) => name))];
  const sum = some.reduce((total, { count }) => total + count, 0);
  return [
    say(`undo.preview.${key}`, {
      ...{ count: some.length, sum, names: names.slice(0, namesShown).join(', ') },
      others: Math.max(0, names.length - namesShown),
    }),
  ];
}

/** Whom something else holds all the same. */
const heldLines = (cases: readonly UndoneCase[], say: Say): readonly string[] =>
  cases
    .flatMap(({ name, reinstates, heldBy }) => {
      if (reinstates !== undefined)
        return [say('undo.preview.reinstates', { name, number: reinstates })];
      return heldBy === undefined ? [] : [say('undo.preview.held', { name, number: heldBy })];
    })
    .slice(0, namesShown);
