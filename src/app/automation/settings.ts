import { type CommunityId, spaceId } from '../../base/ids.ts';
import { boolean, integer } from '../../core/settings/kinds.ts';
import type { SettingPlace, SettingSet } from '../../core/settings/settings.ts';

/** A community that is one space has what is set for that space, its clock too. */
export const settingsOf = (community: CommunityId): SettingPlace => ({
  ...{ community, space: spaceId(community) },
});

export const everyoneSetting = 'automation.everyone';
export const perMinuteSetting = 'automation.perMinute';

export const automationSettings: SettingSet = {
  [everyoneSetting]: boolean({
    default: false,
    text: 'Whether automations may call everyone, where their own text says `@everyone` or `@here`. What people write never does.',
  }),
  [perMinuteSetting]: integer({
    ...{ default: 60, min: 1, max: 600 },
    text: 'How many automations run in a minute; what comes on top is left out.',
  }),
};
