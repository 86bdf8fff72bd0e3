import { type Pushed, type Say, defineCommand, rest, word } from '../../sdk/index.ts';
import { common, communityIn, titleAndBody } from './common.ts';

const slug = word({ example: 'summer-party' });
const text = rest({ example: 'Summer party | We meet on Saturday in #hall.' });

export const announcementWrite = defineCommand({
  ...common,
  name: 'announcement write',
  aliases: ['announcement create'],
  args: { text },
  async run({ args, announcements, caller, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    const parts = titleAndBody(args.text);
    if (!parts.ok) return parts;
    const by = { actor: caller.id, name: caller.name };
    return announcements.write(community.value, parts.value, by);
  },
  show: (written, say, { prefix }) => ({
    tone: 'success',
    say: say('announcement write.done', { slug: written.slug, title: written.title, prefix }),
  }),
});

export const announcementEdit = defineCommand({
  ...common,
  name: 'announcement edit',
  args: { slug, text },
  async run({ args, announcements, ...call }) {
    const community = communityIn(call);
    if (!community.ok) return community;
    const parts = titleAndBody(args.text);
    return parts.ok ? announcements.edit(community.value, args.slug, parts.value) : parts;
  },
  show: (changed, say) => ({
    tone: 'success',
    say: say('announcement edit.done', { slug: changed.slug }),
  }),
});

export const announcementPublish = defineCommand({
  ...common,
  name: 'announcement publish',
  args: { slug },
  async run({ args, announcements, ...call }) {
    const community = communityIn(call);
    return community.ok ? announcements.publish(community.value, args.slug) : community;
  },
  show: (pushed, say) => pushedCard('announcement publish.done', pushed, say),
});

export const announcementPush = defineCommand({
  ...common,
  name: 'announcement push',
  args: { slug },
  async run({ args, announcements, ...call }) {
    const community = communityIn(call);
    return community.ok ? announcements.push(community.value, args.slug) : community;
  },
  show: (pushed, say) => pushedCard('announcement push.done', pushed, say),
});

export const announcementWithdraw = defineCommand({
  ...common,
  name: 'announcement withdraw',
  aliases: ['announcement unpublish'],
  args: { slug },
  async run({ args, announcements, ...call }) {
    const community = communityIn(call);
    return community.ok ? announcements.withdraw(community.value, args.slug) : community;
  },
  show: (changed, say) => ({
    tone: 'success',
    say: say('announcement withdraw.done', { slug: changed.slug }),
  }),
});

export const announcementRemove = defineCommand({
  ...common,
  name: 'announcement delete',
  args: { slug },
  async run({ args, announcements, ...call }) {
    const community = communityIn(call);
    return community.ok ? announcements.remove(community.value, args.slug) : community;
  },
  show: (gone, say) => ({
    tone: 'success',
    say: say('announcement delete.done', { title: gone.title }),
  }),
});

const pushedCard = (key: string, { announcement, said, failed }: Pushed, say: Say) => ({
  tone: failed.length === 0 ? ('success' as const) : ('warning' as const),
  say: say(key, { slug: announcement.slug, title: announcement.title, channels: said.length }),
  lines: failed.map((one) => say('announcement.failed', one)),
});
