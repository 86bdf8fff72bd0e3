import type { NativeLimits } from '../../src/core/native-rules.ts';

/** What Discord takes. */
export const nativeLimits: NativeLimits = {
  ...{ wordRules: 6, mentionRules: 1 },
  ...{ words: 1000, wordLength: 60, patterns: 10, patternLength: 260, mentions: 50 },
  spared: { roles: 20, channels: 50 },
  tellsLength: 150,
};
