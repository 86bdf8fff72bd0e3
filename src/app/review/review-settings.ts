import type { CommunityId } from '../../base/ids.ts';
import { spaceId } from '../../base/ids.ts';
import { boolean, channel, duration } from '../../core/settings/kinds.ts';
import type { SettingPlace, SettingSet, Settings } from '../../core/settings/settings.ts';
import type { ReviewRules } from '../../moderation/review/index.ts';

const dayMs = 86_400_000;

export const reviewSettings = {
  'review.channel': channel({
    text: 'The channel where moderators are shown what waits for them; empty: only the page and "review list" show it.',
  }),
  'review.waitMs': duration({
    default: 7 * dayMs,
    minMs: 60_000,
    maxMs: 90 * dayMs,
    text: 'How long something waits for a moderator before it is let go.',
  }),
  'review.tell': boolean({
    default: true,
    text: 'Whether people who reported something are told, in a private message, what came of it.',
  }),
} satisfies SettingSet;

/** A community that is one space has that space's settings. */
export const placeOfCommunity = (community: CommunityId): SettingPlace => ({
  ...{ space: spaceId(community), community },
});

export const reviewRules = (settings: Settings, community: CommunityId): ReviewRules => ({
  lastsMs: settings.readNumber('review.waitMs', placeOfCommunity(community)),
  muteMs: settings.readNumber('moderation.muteMs', placeOfCommunity(community)),
});
