import { type KeptOf, type Say, escapeMarkup } from '../../sdk/index.ts';

/** What is kept, in two lines at most: on IRC a long answer ends after a few, and what to do next must be among them. */
export const keptLines = ({ kinds, names }: KeptOf, say: Say): readonly string[] => [
  ...(kinds.length === 0 ? [] : [kinds.map((one) => say('privacy.kept', { ...one })).join(' · ')]),
  ...(names.length === 0
    ? []
    : [say('privacy.names', { names: names.map(escapeMarkup).join(', ') })]),
];
