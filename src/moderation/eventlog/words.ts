import type { Say } from '../../core/texts/texts.ts';
import type { Entry } from './entry.ts';

/** Longer, and a line is no line any more. */
const longestValue = 300;

/** An entry as one line, or as a few where it tells of a text. */
export function lineOf(entry: Entry, say: Say): string {
  const { kind, where, subject, by, reason, changes } = entry;
  const parts = [
    say('eventlog.line', {
      ...{ kind: say(`eventlog.kind.${kind}`), subject, place: where.name },
      elsewhere: subject === where.name ? 'no' : 'yes',
    }),
    ...(by ? [say('eventlog.by', { name: by.name })] : []),
    ...changes.map(({ what, before = '', after = '' }) =>
      say('eventlog.change', {
        ...{ what, how: howOf(before, after), isText: what === 'text' ? 'yes' : 'no' },
        ...{ before: shortened(before), after: shortened(after) },
      }),
    ),
    ...(reason === undefined ? [] : [say('eventlog.reason', { reason: shortened(reason) })]),
  ];
  return parts.join(' ');
}

const howOf = (before: string, after: string): 'set' | 'unset' | 'changed' =>
  before === '' ? 'set' : after === '' ? 'unset' : 'changed';

/** On one line, and not too long. */
const shortened = (text: string): string => {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  return flat.length > longestValue ? `${flat.slice(0, longestValue - 1)}…` : flat;
};
