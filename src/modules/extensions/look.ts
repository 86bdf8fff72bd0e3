import {
  type ExtensionView,
  defineCommand,
  formatDuration,
  ok,
  refuse,
  rest,
} from '../../sdk/index.ts';
import {
  extensionLine,
  linkLines,
  markOf,
  problemIn,
  resourceLines,
  rightsLines,
} from './extension-lines.ts';

export const manage = 'extensions.manage';
export const extension = rest({ example: 'karma' });

const common = { category: 'operators', capability: manage, private: true } as const;

export const extensionsList = defineCommand({
  ...common,
  name: 'extensions list',
  aliases: ['extensions'],
  args: {},
  needs: ['extensions'],
  run({ extensions }) {
    const all = extensions.list();
    const isBuiltIn = ({ origin }: ExtensionView): boolean => origin === 'built-in';
    return ok({ added: all.filter((one) => !isBuiltIn(one)), own: all.filter(isBuiltIn) });
  },
  show: ({ added, own }, say) => ({
    tone: added.some((one) => markOf(one) !== 'well') ? 'warning' : 'info',
    title: say('extensions list.title'),
    lines: [
      ...(added.length === 0 ? [say('extensions list.none')] : []),
      ...added.flatMap((one) => {
        const problem = problemIn(one);
        return [
          extensionLine(one, say),
          ...(problem === undefined ? [] : [say('extensions list.problem', { problem })]),
        ];
      }),
      say('extensions list.own', {
        count: own.length,
        names: own.map(({ name }) => name).join(', '),
      }),
    ],
  }),
});

export const extensionsInfo = defineCommand({
  ...common,
  name: 'extensions info',
  args: { extension },
  needs: ['extensions', 'clock'],
  run({ args, extensions, clock }) {
    const view = extensions.find(args.extension);
    return view
      ? ok({ view, nowMs: clock.now() })
      : refuse('extensions.unknown', { name: args.extension });
  },
  show: ({ view, nowMs }, say) => {
    const { name, description, author, commands, place, now } = view;
    const problem = problemIn(view);
    return {
      tone: markOf(view) === 'well' ? 'info' : 'warning',
      title: name,
      lines: [
        extensionLine(view, say),
        ...(description === undefined ? [] : [say('extensions info.text', { text: description })]),
        ...(author === undefined ? [] : [say('extensions info.author', { author })]),
        ...(place === undefined ? [] : [say('extensions info.place', { place })]),
        ...(now.state === 'running'
          ? [say('extensions info.since', { since: formatDuration(nowMs - now.sinceMs) })]
          : []),
        ...(commands.length === 0
          ? []
          : [say('extensions info.commands', { names: commands.join(', ') })]),
        ...resourceLines(view, say),
        ...rightsLines(view, say),
        ...linkLines(view, say),
        ...(problem === undefined ? [] : [say('extensions list.problem', { problem })]),
      ],
    };
  },
});

export const extensionsCheck = defineCommand({
  ...common,
  name: 'extensions check',
  aliases: ['plugins validate', 'pr_validate'],
  args: {},
  needs: ['extensions'],
  run: ({ extensions }) =>
    ok({
      all: extensions.list().filter(({ origin }) => origin !== 'built-in'),
      rules: extensions.enforcement(),
    }),
  show: ({ all, rules }, say) => {
    const bad = all.filter((one) => !['well', 'resting'].includes(markOf(one)));
    return {
      tone: bad.length > 0 ? 'warning' : 'success',
      title: say('extensions check.title', { bad: bad.length, all: all.length }),
      lines: [
        ...bad.flatMap((one) => [
          extensionLine(one, say),
          ...linkLines(one, say),
          ...(one.problem
            ? [say('extensions list.problem', { problem: problemIn(one) ?? '' })]
            : []),
        ]),
        say('extensions check.rules', {
          dependencies: rules.dependencies ? 'on' : 'off',
          conflicts: rules.conflicts ? 'on' : 'off',
        }),
      ],
    };
  },
});
