import { type CommunityId, spaceId } from '../../base/ids.ts';
import { boolean, channel, integer, list } from '../../core/settings/kinds.ts';
import type { SettingSet, Settings } from '../../core/settings/settings.ts';
import type { AppealRules } from '../../moderation/appeals/index.ts';

const dayMs = 86_400_000;

export const appealSettings = {
  'appeals.open': boolean({
    default: true,
    text: 'Whether people can appeal against what was done to them.',
  }),
  'appeals.questions': list({
    default: [],
    maxItems: 4,
    // What the title of a field takes on Discord.
    maxItemLength: 45,
    item: /^[^,\n]{1,45}$/u,
    takes: 'up to 4 questions of at most 45 characters, separated by commas',
    text: 'What is asked of those who appeal; nothing: why it should be taken back.',
  }),
  'appeals.againDays': integer({
    default: 30,
    min: 0,
    max: 3650,
    text: 'For how many days nobody appeals again against the same after he was denied.',
  }),
  'appeals.linkDays': integer({
    default: 7,
    min: 1,
    max: 60,
    text: 'For how many days the link to the page of an appeal opens.',
  }),
  'appeals.channel': channel({
    text: 'Where staff are told of appeals; nothing: in the channel of alerts.',
  }),
} satisfies SettingSet;

const placeOf = (community: CommunityId) => ({ space: spaceId(community), community });

/** What holds for appeals in a community that is one space. */
export function appealRules(settings: Settings, community: CommunityId): AppealRules {
  const place = placeOf(community);
  return {
    open: settings.readBoolean('appeals.open', place),
    questions: settings.readList('appeals.questions', place),
    againMs: settings.readNumber('appeals.againDays', place) * dayMs,
    linkMs: settings.readNumber('appeals.linkDays', place) * dayMs,
  };
}

/** Where staff are told; empty for nowhere. */
export function staffChannel(settings: Settings, community: CommunityId): string {
  const place = placeOf(community);
  const own = settings.readText('appeals.channel', place);
  return own === '' ? settings.readText('core.alertChannel', place) : own;
}
