import { actor, defineCommand, escapeMarkup, formatDuration, ok } from '../../sdk/index.ts';

const view = { category: 'operators', capability: 'guard.view' } as const;

export const rateStats = defineCommand({
  ...view,
  name: 'rate stats',
  aliases: ['rate_stats', 'ratestats'],
  args: {},
  needs: ['guard'],
  run: ({ guard }) => ok(guard.decisions()),
  show: ({ allowed, refused, byStage }, say) => ({
    tone: 'info',
    title: say('rate stats.title'),
    lines: [
      say('rate stats.sums', { allowed, refused }),
      ...byStage.map(({ stage, refused: count }) => say('rate stats.stage', { stage, count })),
    ],
  }),
});

export const rateUser = defineCommand({
  ...view,
  name: 'rate user',
  aliases: ['rate_user', 'rateuser'],
  menu: { on: 'person', fills: { who: 'person' } },
  args: { who: actor() },
  needs: ['guard'],
  run: ({ args, where, guard }) =>
    ok({ who: args.who.name, ...guard.standing(args.who.id, where) }),
  show: ({ who, inWindow, windowMax, left, held, ...offences }, say) => ({
    tone: held.length > 0 ? 'warning' : 'info',
    title: escapeMarkup(who),
    lines: [
      say('rate user.window', { inWindow, windowMax }),
      say('rate user.left', {
        left: left
          .map(({ category, tokens, burst }) => `${category} ${tokens}/${burst}`)
          .join(', '),
      }),
      say('rate user.offences', offences),
      ...held.map(({ kind, leftMs }) =>
        say('rate user.held', { kind, left: formatDuration(leftMs) }),
      ),
    ],
  }),
});
