import {
  communityOf,
  defineCommand,
  formatDuration,
  labelled,
  ok,
  optional,
  somebody,
  refuse,
} from '../../sdk/index.ts';
import { meant, placeMeant } from './asking.ts';

const shared = { category: 'operators', needs: ['moderation', 'permissions'] } as const;
const place = optional(labelled('in', '#castle'));

export const quarantineList = defineCommand({
  ...{ ...shared, name: 'quarantine list', capability: 'mod.view' },
  args: { place },
  run(call) {
    const where = placeMeant(call, call.args.place);
    if (!where.ok) return where;
    const { space } = where.value;
    return space === undefined
      ? refuse('act.which-place')
      : ok(call.moderation.quarantined(communityOf(space)));
  },
  show: (held, say) => ({
    tone: held.length > 0 ? 'warning' : 'success',
    title: say('quarantine list.title'),
    lines:
      held.length === 0
        ? [say('quarantine list.none')]
        : held.map(({ name, kind, count, windowMs }) =>
            say('quarantine list.line', { name, kind, count, window: formatDuration(windowMs) }),
          ),
  }),
});

export const quarantineLift = defineCommand({
  ...{ ...shared, name: 'quarantine lift', aliases: ['rescue'], capability: 'mod.rescue' },
  args: { who: somebody(), place },
  async run(call) {
    const found = await meant(call, call.args.who, call.args.place);
    if (!found.ok) return found;
    const { where, subject } = found.value;
    if (where.space === undefined) return refuse('act.which-place');
    return call.moderation.rescue(communityOf(where.space), subject.id);
  },
  show: ({ name }, say) => ({ tone: 'success', say: say('quarantine lift.done', { name }) }),
});
