import {
  type GateStanding,
  type Newcomer,
  type Result,
  choice,
  communityOf,
  defineCommand,
  formatDuration,
  lastingAction,
  newcomerStates,
  ok,
  optional,
  refuse,
  somebody,
} from '../../sdk/index.ts';

const staff = { category: 'operators', capability: 'gate.manage', where: 'space' } as const;
const listed = 20;

export const gateStatus = defineCommand({
  ...{ ...staff, name: 'gate status', aliases: ['gate'], args: {}, needs: ['gate'] },
  run: async ({ gate, where }): Promise<Result<GateStanding>> => ok(await gate.standing(where)),
  show: ({ mode, on, counts }, say) => ({
    ...({ tone: 'info' } as const),
    title: say('gate status.title', { mode, on: on ? 'yes' : 'no' }),
    lines: [say('gate status.counts', counts)],
  }),
});

interface Listed {
  readonly newcomers: readonly Newcomer[];
  readonly nowMs: number;
}

export const gateList = defineCommand({
  ...{ ...staff, name: 'gate list', args: { state: optional(choice(newcomerStates)) } },
  needs: ['gate', 'clock'],
  async run({ args, gate, where, clock }): Promise<Result<Listed>> {
    if (where.space === undefined) return refuse('act.which-place');
    const state = args.state ?? 'waiting';
    const newcomers = await gate.list(communityOf(where.space), state, listed);
    return ok({ newcomers, nowMs: clock.now() });
  },
  show: ({ newcomers, nowMs }, say) => ({
    ...({ tone: 'info' } as const),
    title: say('gate list.title'),
    lines:
      newcomers.length === 0
        ? [say('gate list.none')]
        : newcomers.map(({ name, state, attempts, sinceMs }) =>
            say('gate list.line', {
              ...{ name, state, attempts },
              since: formatDuration(Math.max(1000, nowMs - sinceMs)),
            }),
          ),
  }),
});

export const gatePass = defineCommand({
  ...{ ...staff, name: 'gate pass', args: { who: somebody() }, needs: ['gate', 'moderation'] },
  async run({ args, gate, moderation, where, caller }): Promise<Result<{ readonly name: string }>> {
    const { typed, actor } = args.who;
    const who = actor ?? (await moderation.find(where, typed));
    if (!who) return refuse('act.unknown-person', { typed, place: where.name });
    const { id, name, native } = who;
    const by = { id: caller.id, name: caller.name };
    const passed = await gate.letIn(where, { id, name, native }, by);
    return passed.ok ? ok({ name }) : passed;
  },
  show: ({ name }, say) => ({ tone: 'success', say: say('gate pass.done', { name }) }),
});

/** The card with the button that newcomers press: it works as long as it stands. */
export const gatePost = defineCommand({
  ...{ ...staff, name: 'gate post', args: {}, needs: ['gate'] },
  run({ where }): Result<{ readonly space: string; readonly place: string }> {
    const { space, spaceName, name } = where;
    return space === undefined
      ? refuse('act.which-place')
      : ok({ space, place: spaceName ?? name });
  },
  show({ space, place }, say, { controls, prefix }) {
    const id = lastingAction('verify', { place: space });
    if (!controls || id === undefined) return say('gate post.words', { place, prefix });
    return {
      ...({ tone: 'info' } as const),
      title: say('gate post.title', { place }),
      lines: [say('gate post.line')],
      actions: [[{ kind: 'button', id, label: say('gate.button'), style: 'primary' }]],
    };
  },
});
