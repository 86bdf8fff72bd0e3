import { defineCommand, ok, shownMoment, word, layersOf } from '../../sdk/index.ts';
import { common, communityIn, stateOf } from './common.ts';

const shown = 15;

export const announcementList = defineCommand({
  ...common,
  name: 'announcement list',
  args: {},
  async run({ announcements, ...call }) {
    const community = communityIn(call);
    return community.ok ? ok(await announcements.list(community.value)) : community;
  },
  show: (all, say, { prefix }) => ({
    tone: 'info',
    title: say('announcement list.title', { count: all.length }),
    lines:
      all.length === 0
        ? [say('announcement list.none', { prefix })]
        : all
            .slice(0, shown)
            .map((one) => say('announcement.line', { ...plain(one), state: stateOf(one) })),
    ...(all.length > shown && { footer: say('announcement.more', { more: all.length - shown }) }),
  }),
});

export const announcementShow = defineCommand({
  ...common,
  name: 'announcement show',
  args: { slug: word({ example: 'summer-party' }) },
  needs: ['announcements', 'settings'],
  async run({ args: { slug }, announcements, settings, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    const found = await announcements.find(community.value, slug);
    if (!found.ok) return found;
    const timeZone = settings.readText('core.timeZone', layersOf(call.where));
    return ok({ announcement: found.value, timeZone });
  },
  show: ({ announcement, timeZone }, say) => ({
    tone: 'info',
    title: say('announcement.title', { title: announcement.title }),
    lines: announcement.body
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((text) => say('announcement.text', { text })),
    footer: say('announcement show.footer', {
      ...{ slug: announcement.slug, by: announcement.authorName, state: stateOf(announcement) },
      at: shownMoment(announcement.publishedAtMs ?? announcement.createdAtMs, timeZone),
    }),
  }),
});

const plain = ({
  slug,
  title,
  authorName,
}: {
  slug: string;
  title: string;
  authorName: string;
}) => ({
  ...{ slug, title, by: authorName },
});
