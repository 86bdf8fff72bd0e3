import { type Ports, type Say, actor, defineCommand, formatDuration, ok } from '../../sdk/index.ts';

type Explained = ReturnType<Ports['lab']['explain']>;

export const guardWhy = defineCommand({
  name: 'guard why',
  aliases: ['guard_why'],
  category: 'operators',
  capability: 'guard.view',
  private: true,
  args: { who: actor() },
  needs: ['lab', 'guard', 'permissions'],
  run({ args, where, caller, lab, guard, permissions }) {
    const everywhere = permissions.rankOf({ actor: caller }) === 'instanceOwner';
    const explained = lab.explain(args.who.id, where, everywhere);
    return ok({ ...explained, who: args.who.name, standing: guard.standing(args.who.id, where) });
  },
  show({ who, held, last, limits, standing }, say, { prefix }) {
    if (held.length === 0 && last.length === 0) return say('guard why.nothing', { who });
    const { inWindow, windowMax, strikes, violations, bans } = standing;
    return {
      tone: held.length > 0 ? 'warning' : 'info',
      title: say('guard why.title', { who }),
      lines: [
        ...held.map(({ kind, leftMs }) => heldLine({ kind, leftMs, who, prefix }, say)),
        ...last.map((one) => lastLine(one, say)),
        say('guard why.standing', { inWindow, windowMax, strikes, violations, bans }),
        ...[...new Set(last.map(({ stage }) => stage))].map((stage) =>
          say(`guard why.change.${stage}`, { who, prefix, ...limits }),
        ),
      ],
    };
  },
});

const heldLine = (
  { leftMs, ...facts }: { kind: string; leftMs: number; who: string; prefix: string },
  say: Say,
): string => say('guard why.held', { ...facts, left: formatDuration(leftMs) });

function lastLine(one: Explained['last'][number], say: Say): string {
  const { kind, stage, place, command, times, agoMs, trace } = one;
  const line = say('guard why.last', {
    ...{ kind, stage, place, times },
    command: command ?? '-',
    ago: formatDuration(agoMs),
  });
  return trace === undefined ? line : `${line} ${say('guard why.trace', { trace })}`;
}
