import { defineCommand, escapeMarkup, formatDuration, ok, refuse } from '../../sdk/index.ts';

/** The last part of an actor's id or a channel's id is what people know it by. */
const shortName = (id: string): string =>
  id.slice(Math.max(id.lastIndexOf(':'), id.indexOf('/')) + 1);

export const floodStatus = defineCommand({
  name: 'flood status',
  aliases: ['floodstatus'],
  category: 'operators',
  capability: 'guard.view',
  args: {},
  needs: ['guard', 'permissions'],
  run({ caller, where, guard, permissions }) {
    const everywhere = permissions.rankOf({ actor: caller }) === 'instanceOwner';
    return ok(everywhere ? guard.held() : guard.held(where));
  },
  show: (held, say) => ({
    tone: held.length > 0 ? 'warning' : 'success',
    title: say('flood status.title'),
    lines:
      held.length === 0
        ? [say('flood status.quiet')]
        : held.slice(0, 20).map(({ stage, actor, channel, command, leftMs }) =>
            say('flood status.line', {
              stage,
              what: escapeMarkup(
                [actor, channel].flatMap((id) => (id === undefined ? [] : shortName(id))).join(' '),
              ),
              command: command ?? '',
              left: formatDuration(leftMs),
            }),
          ),
  }),
});

export const floodLift = defineCommand({
  name: 'flood lift',
  category: 'operators',
  capability: 'guard.manage',
  where: 'space',
  args: {},
  needs: ['guard'],
  run: ({ where, guard }) => (guard.lift(where) ? ok(where.name) : refuse('flood lift.none')),
  show: (place, say) => ({ tone: 'success', say: say('flood lift.done', { place }) }),
});
