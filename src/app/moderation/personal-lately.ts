import type { PersonalHook } from '../../core/privacy/privacy.ts';
import type { SaidLately } from '../../moderation/acts/index.ts';

/** What somebody said in the last minutes, in memory only, in case that staff act on it. */
export const personalLately = (lately: SaidLately): PersonalHook => ({
  name: 'lately',
  tell: ({ actor }) => Promise.resolve(lately.of(actor)),
  erase: ({ actor }) => Promise.resolve(lately.forget(actor)),
});
