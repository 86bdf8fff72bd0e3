import {
  actor,
  defineCommand,
  formatDuration,
  integer,
  ok,
  optional,
  refuse,
  rest,
} from '../../sdk/index.ts';

/** Longer than any limit that one would try looks back, and done in an instant. */
const mostCommands = 1000;
const mostSeconds = 86_400;
const sparedRanks: readonly string[] = ['instanceOwner', 'communityOwner', 'administrator'];

export const guardSimulate = defineCommand({
  name: 'guard simulate',
  aliases: ['guard_simulate'],
  category: 'operators',
  capability: 'guard.view',
  args: {
    who: actor(),
    count: integer({ min: 1, max: mostCommands, example: '20' }),
    seconds: integer({ min: 0, max: mostSeconds, example: '10' }),
    command: optional(rest({ example: 'trivia' })),
  },
  needs: ['lab', 'permissions', 'catalogue'],
  run({ args, where, community, lab, permissions, catalogue }) {
    const { who, count, seconds } = args;
    const command = args.command === undefined ? undefined : catalogue.find(args.command);
    if (args.command !== undefined && !command)
      return refuse('guard simulate.no-command', { typed: args.command });
    const rank = permissions.rankOf({ actor: who, ...(community !== undefined && { community }) });
    const exempt = sparedRanks.includes(rank);
    const attempt = lab.simulate({
      ...{ actor: who.id, where, count, overMs: seconds * 1000, exempt },
      ...(command && { command }),
    });
    return ok({ ...attempt, who: who.name, count, seconds, exempt, command: command?.name ?? '' });
  },
  show({ who, count, seconds, exempt, command, letIn, byStage, happened }, say) {
    const at = (atMs: number): string => formatDuration(Math.max(1000, atMs));
    return {
      tone: letIn < count ? 'warning' : 'info',
      title: say('guard simulate.title', {
        who,
        count,
        seconds,
        command: command && ` ${command}`,
      }),
      lines: [
        say('guard simulate.sums', { letIn, refused: count - letIn }),
        ...(exempt ? [say('guard simulate.exempt', { who })] : []),
        ...byStage
          .filter(({ refused }) => refused > 0)
          .map(({ stage, refused, firstMs }) =>
            say('guard simulate.stage', { stage, refused, after: at(firstMs) }),
          ),
        ...byStage
          .filter(({ flagged }) => flagged > 0)
          .map(({ stage, flagged }) => say('guard simulate.watched', { stage, flagged })),
        ...happened.map(({ kind, atMs, forMs }) =>
          say('guard simulate.happened', {
            kind: kind.replace('channel-', ''),
            after: at(atMs),
            left: formatDuration(forMs),
          }),
        ),
      ],
      footer: say('guard simulate.nothing-changed'),
    };
  },
});
