import {
  authorOf,
  boolean,
  choice,
  defineCommand,
  type ExtensionView,
  ok,
  type Say,
} from '../../sdk/index.ts';
import { extension, manage } from './look.ts';
import { extensionLine } from './extension-lines.ts';

const common = { category: 'operators', capability: manage, private: true } as const;

const done = (key: string) => (view: ExtensionView, say: Say) =>
  ({
    tone: 'success',
    say: say(key, { name: view.name, version: view.version }),
    lines: [extensionLine(view, say)],
  }) as const;

export const load = defineCommand({
  ...common,
  name: 'load',
  args: { extension },
  needs: ['extensions'],
  run: ({ args, extensions }) => extensions.load(args.extension),
  show: done('load.done'),
});

export const unload = defineCommand({
  ...common,
  name: 'unload',
  args: { extension },
  needs: ['extensions'],
  run: ({ args, extensions }) => extensions.unload(args.extension),
  show: done('unload.done'),
});

export const reload = defineCommand({
  ...common,
  name: 'reload',
  args: { extension },
  needs: ['extensions'],
  run: ({ args, extensions }) => extensions.reload(args.extension),
  show: done('reload.done'),
});

export const allow = defineCommand({
  ...common,
  name: 'extensions allow',
  args: { extension },
  needs: ['extensions'],
  run: ({ args, extensions }) => extensions.decide(args.extension, 'allow'),
  show: done('extensions allow.done'),
});

export const trust = defineCommand({
  ...common,
  name: 'extensions trust',
  args: { extension },
  needs: ['extensions'],
  run: ({ args, extensions }) => extensions.decide(args.extension, 'trust'),
  show: done('extensions trust.done'),
});

export const revoke = defineCommand({
  ...common,
  name: 'extensions revoke',
  args: { extension },
  needs: ['extensions'],
  run: ({ args, extensions }) => extensions.decide(args.extension, 'revoke'),
  show: done('extensions revoke.done'),
});

const settings = { deps: 'enforceDependencies', conflicts: 'enforceConflicts' } as const;

export const enforce = defineCommand({
  ...common,
  name: 'extensions enforce',
  aliases: ['plugins enforce', 'pr_enforce'],
  args: { rule: choice<keyof typeof settings>(['deps', 'conflicts']), on: boolean() },
  needs: ['settings'],
  async run(call) {
    const { rule, on } = call.args;
    const name = `extensions.${settings[rule]}`;
    const written = await call.settings.write(name, 'instance', on ? 'on' : 'off', authorOf(call));
    return written.ok ? ok({ rule, on }) : written;
  },
  show: ({ rule, on }, say) => ({
    tone: on ? 'success' : 'warning',
    say: say('extensions enforce.done', { rule, on: on ? 'yes' : 'no' }),
  }),
});
