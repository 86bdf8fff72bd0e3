import { type KeptOf, type Say, escapeMarkup } from '../../sdk/index.ts';

/** What is kept, one line a kind. */
export const keptLines = ({ kinds, names }: KeptOf, say: Say): readonly string[] => [
  ...kinds.map((one) => say('privacy.kept', { ...one })),
  ...(names.length === 0
    ? []
    : [say('privacy.names', { names: names.map(escapeMarkup).join(', ') })]),
];
