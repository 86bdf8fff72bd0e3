import type { Keep } from '../../core/keep/keep.ts';
import type { PersonalHook } from '../../core/privacy/privacy.ts';
import type { Raids } from '../../guard/raids/index.ts';
import type { RaidWatch } from './raid-watch.ts';

interface Parts {
  readonly raids: Raids;
  readonly watch: Pick<RaidWatch, 'places'>;
  readonly keep: Pick<Keep, 'settled'>;
  readonly save: () => void;
}

/** Who belongs where is known by fingerprint only: it cannot be told, but one can ask for a person in each space. */
export const personalRaids = ({ raids, watch, keep, save }: Parts): PersonalHook => ({
  name: 'raids',
  tell: () => Promise.resolve([]),
  async erase({ actor }) {
    const spaces = watch.places().flatMap(({ space }) => space ?? []);
    const count = raids.forgetPerson(actor, [...new Set(spaces)]);
    save();
    await keep.settled();
    return count;
  },
  async forget(space) {
    if (!raids.forgetSpace(space)) return 0;
    save();
    await keep.settled();
    return 1;
  },
});
