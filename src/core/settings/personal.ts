import { communityOf } from '../community.ts';
import type { PersonalHook } from '../privacy/privacy.ts';
import type { Scope, Settings } from './settings.ts';
import type { StagedChanges } from './staged.ts';

/** What settings know beside the columns: the values in memory, and the changes that wait for their time. */
export const personalSettings = (
  settings: Pick<Settings, 'forget'>,
  staged: Pick<StagedChanges, 'list' | 'cancel'>,
): PersonalHook => ({
  name: 'settings',
  // Who changed what stands in columns; they are told and erased as such.
  tell: () => Promise.resolve([]),
  erase: () => Promise.resolve(0),
  async forget(space) {
    const scopes: readonly Scope[] = [`space:${space}`, `community:${communityOf(space)}`];
    const there = (text: string) => scopes.some((scope) => scope === text);
    const waiting = (await staged.list()).filter(({ wishes }) =>
      wishes.some(({ scope }) => there(scope)),
    );
    for (const { id } of waiting) await staged.cancel(id);
    return settings.forget(scopes) + waiting.length;
  },
});
