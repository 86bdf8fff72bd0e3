import {
  authorOf,
  choice,
  defineCommand,
  ok,
  optional,
  refuse,
  type MirrorView,
  type Result,
  type Say,
} from '../../sdk/index.ts';

const verbs = ['status', 'preview', 'on', 'off'] as const;
type Verb = (typeof verbs)[number];
const shown = 15;

interface Shown {
  readonly verb: Verb;
  readonly view: MirrorView;
}

export const automodMirror = defineCommand({
  name: 'automod mirror',
  category: 'operators',
  capability: 'automod.manage',
  args: { what: optional(choice(verbs)) },
  needs: ['rules'],
  async run({
    args: { what: verb = 'status' },
    rules: { mirror },
    ...call
  }): Promise<Result<Shown>> {
    const { space } = call.where;
    if (space === undefined) return refuse('automod.which');
    const view =
      verb === 'on' || verb === 'off'
        ? await mirror.set(space, verb === 'on', authorOf(call))
        : await mirror.preview(space, verb === 'preview' ? 'on' : 'is');
    return view.ok ? ok({ verb, view: view.value }) : view;
  },
  show: ({ verb, view }, say, { prefix }) => ({
    tone: view.problem ? 'warning' : verb === 'preview' || verb === 'status' ? 'info' : 'success',
    title: say('automod mirror.title', { verb, on: view.on ? 'yes' : 'no' }),
    lines: [
      ...(view.problem ? [say(view.problem.key, view.problem.facts)] : []),
      ...linesOf(verb, view, say),
    ],
    footer: say('automod mirror.footer', { verb, on: view.on ? 'yes' : 'no', prefix }),
  }),
});

function linesOf(verb: Verb, view: MirrorView, say: Say): readonly string[] {
  const { rules, said, left, others, steps } = view;
  const lines = [
    ...rules.map(({ name, words, patterns, mentions = 0 }) =>
      say('automod mirror.rule', { name, words, patterns, mentions }),
    ),
    ...said
      .filter(({ edits, missing }) => edits || missing > 0)
      .map(({ number, name, edits, missing }) =>
        say('automod mirror.differs', { number, name, missing, edits: edits ? 'yes' : 'no' }),
      ),
    ...left.map(({ number, name, why }) => say('automod mirror.left', { number, name, why })),
  ];
  return [
    say('automod mirror.sum', { said: said.length, left: left.length, rules: rules.length }),
    ...lines.slice(0, shown),
    ...(lines.length > shown ? [say('automod.more-lines', { more: lines.length - shown })] : []),
    ...(others > 0 ? [say('automod mirror.others', { others })] : []),
    ...(steps.made + steps.changed + steps.removed > 0
      ? [
          say('automod mirror.steps', {
            ...steps,
            done: verb === 'on' || verb === 'off' ? 'yes' : 'no',
          }),
        ]
      : []),
  ];
}
