import {
  type Scope,
  authorOf,
  channel,
  defineCommand,
  ok,
  optional,
  refuse,
  layersOf,
} from '../../sdk/index.ts';
import { common } from './common.ts';

const setting = 'announcements.channels';

/** The same channel named again is taken out of the list. */
export const announcementHere = defineCommand({
  ...common,
  name: 'announcement here',
  capability: 'announcement.channels',
  where: 'space',
  args: { channel: optional(channel({ example: '#news' })) },
  needs: ['settings'],
  async run({ args, settings, ...call }) {
    const { where } = call;
    if (where.space === undefined) return refuse('announcement.which');
    const scope: Scope = `space:${where.space}`;
    const { id, name } = args.channel ?? { id: where.channel, name: where.name };
    const before = settings.readList(setting, layersOf(where));
    const isIn = before.includes(id);
    const after = isIn ? before.filter((one) => one !== id) : [...before, id];
    const changed = await settings.write(setting, scope, after.join(', '), authorOf(call));
    return changed.ok ? ok({ name, now: isIn ? ('out' as const) : ('in' as const) }) : changed;
  },
  show: ({ name, now }, say) => ({
    tone: 'success',
    say: say('announcement here.done', { place: name, now }),
  }),
});
