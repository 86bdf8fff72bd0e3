import { channelId, partsOfChannel, spaceId, type CommunityId } from '../base/ids.ts';
import { truncate } from '../base/text.ts';
import type { Announcement, Announcements } from '../core/announcements/announcements.ts';
import type { Card } from '../core/card.ts';
import { escapeMarkup } from '../core/markup.ts';
import { boolean, list } from '../core/settings/kinds.ts';
import type { SettingSet } from '../core/settings/settings.ts';
import { AnnouncementDesk, announcementStore } from '../moderation/announcements/index.ts';
import type { Database } from '../storage/index.ts';
import type { Registries, Surroundings } from './registries.ts';

export const announcementSettings: SettingSet = {
  'announcements.channels': list({
    default: [],
    maxItems: 20,
    maxItemLength: 285,
    item: /^[a-z0-9][a-z0-9-]{0,31}\/\S{1,250}$/u,
    takes: 'ids of channels, separated by commas, like libera/#news, discord/123',
    text: 'Where announcements are said when they are published, on any network.',
  }),
  'announcements.public': boolean({
    default: true,
    text: 'Whether everybody may read published announcements on the page and in the feed.',
  }),
};

/** What fits into a message; the whole text stands on the page. */
const longestSaid = 1500;
const mostLines = 20;

/** Announcements of all communities. */
export function openAnnouncements(
  { clock, life: whole }: Surroundings,
  { ports, board }: Registries,
  database: Database,
): Announcements {
  const life = whole.child('announcements');
  const { settings } = ports;
  life.own(settings.declare(announcementSettings));
  const placeOf = (community: CommunityId) => ({ space: spaceId(community), community });
  return new AnnouncementDesk({
    ...{ store: announcementStore(database), clock },
    channels: (community) =>
      settings.readList('announcements.channels', placeOf(community)).map(channelId),
    isPublic: (community) => settings.readBoolean('announcements.public', placeOf(community)),
    async say(channel, announcement) {
      const { connection } = partsOfChannel(channel);
      const platform = board.platform(connection);
      if (!platform) throw new RangeError(`No connection is called ${connection}`);
      await platform.say(channel, cardOf(announcement), { lane: 'bulk' });
    },
  });
}

const cardOf = ({ title, body }: Announcement): Card => ({
  tone: 'info',
  title: escapeMarkup(title),
  lines: truncate(body, longestSaid)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, mostLines)
    .map(escapeMarkup),
});
