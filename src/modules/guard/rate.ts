import { actor, defineCommand, escapeMarkup, formatDuration, ok, refuse } from '../../sdk/index.ts';

const view = { category: 'operators', capability: 'guard.view' } as const;
const manage = { category: 'operators', capability: 'guard.manage' } as const;

export const rateStats = defineCommand({
  ...view,
  name: 'rate stats',
  aliases: ['rate_stats'],
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
  aliases: ['rate_user'],
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

export const rateUnban = defineCommand({
  ...manage,
  name: 'rate unban',
  aliases: ['rate_unban'],
  args: { who: actor() },
  needs: ['guard'],
  run: ({ args, guard }) =>
    guard.unban(args.who.id)
      ? ok(args.who.name)
      : refuse('rate unban.none', { who: args.who.name }),
  show: (who, say) => ({ tone: 'success', say: say('rate unban.done', { who }) }),
});

export const rateReset = defineCommand({
  ...manage,
  name: 'rate reset',
  aliases: ['rate_reset'],
  args: { who: actor() },
  needs: ['guard'],
  run({ args, guard }) {
    guard.reset(args.who.id);
    return ok(args.who.name);
  },
  show: (who, say) => ({ tone: 'success', say: say('rate reset.done', { who }) }),
});

export const unmute = defineCommand({
  ...manage,
  name: 'unmute',
  args: { who: actor() },
  needs: ['guard'],
  run: ({ args, guard }) =>
    guard.unmute(args.who.id) ? ok(args.who.name) : refuse('unmute.none', { who: args.who.name }),
  show: (who, say) => ({ tone: 'success', say: say('unmute.done', { who }) }),
});
