import {
  type CommandEdit,
  type CommandInfo,
  type Result,
  type SettingPlace,
  authorOf,
  defineCommand,
  editCommand,
  layerMeant,
  localRules,
  ok,
  placeOfLayer,
  refuse,
  type scopeWords,
  word,
} from '../../sdk/index.ts';
import {
  type Asked,
  commandArgument,
  found,
  lastCommandArgument,
  placeHere,
  scopeArgument,
} from './reach.ts';

type ScopeWord = (typeof scopeWords)[number];

const manage = { category: 'server', capability: 'settings.manage' } as const;
const needs = ['settings', 'permissions', 'catalogue'] as const;

interface Decision {
  readonly typed: string;
  readonly scope: ScopeWord | undefined;
  readonly edit: CommandEdit;
}

export interface Decided {
  readonly command: string;
  readonly changed: boolean;
}

/** Finds the command and the layer, and writes what was decided. */
export async function decide(
  { typed, scope, edit }: Decision,
  asked: Asked,
): Promise<Result<Decided>> {
  const layer = layerMeant(scope, asked);
  if (!layer.ok) return layer;
  const place: SettingPlace = placeOfLayer(layer.value, asked);
  const command = found(typed, asked, place);
  if (!command.ok) return command;
  const { caller: actor, community } = asked;
  const asking = community === undefined ? { actor } : { actor, community };
  const decided = { by: authorOf(asked), asking, scope: layer.value, place };
  const done = await editCommand(command.value, edit, { parts: asked, decided });
  return done.ok ? ok({ command: command.value.name, changed: done.value !== undefined }) : done;
}

export const commandDisable = defineCommand({
  ...{ ...manage, needs },
  name: 'command disable',
  args: { scope: scopeArgument, command: lastCommandArgument },
  run: ({ args, ...asked }) =>
    decide({ typed: args.command, scope: args.scope, edit: { kind: 'off', off: true } }, asked),
  show: (done, say) => ({ tone: 'success', say: say('command disable.done', facts(done)) }),
});

export const commandEnable = defineCommand({
  ...{ ...manage, needs },
  name: 'command enable',
  args: { scope: scopeArgument, command: lastCommandArgument },
  run: ({ args, ...asked }) =>
    decide({ typed: args.command, scope: args.scope, edit: { kind: 'off', off: false } }, asked),
  show: (done, say) => ({ tone: 'success', say: say('command enable.done', facts(done)) }),
});

export const commandRename = defineCommand({
  ...{ ...manage, needs },
  name: 'command rename',
  args: { command: commandArgument, name: word({ example: 'pick' }), scope: scopeArgument },
  async run({ args, ...asked }) {
    const name = isNone(args.name) ? undefined : args.name.toLowerCase();
    const { command: typed, scope } = args;
    const done = await decide({ typed, scope, edit: { kind: 'name', name } }, asked);
    return done.ok ? ok({ ...done.value, name }) : done;
  },
  show: ({ name, ...done }, say) => ({
    tone: 'success',
    say:
      name === undefined
        ? say('command rename.undone', facts(done))
        : say('command rename.done', { ...facts(done), name }),
  }),
});

export const commandAlias = defineCommand({
  ...{ ...manage, needs },
  name: 'command alias',
  args: { command: commandArgument, alias: word({ example: 'pick' }), scope: scopeArgument },
  async run({ args, ...asked }) {
    const alias = args.alias.toLowerCase();
    const { command: typed, scope } = args;
    const done = await decide({ typed, scope, edit: { kind: 'alias', alias, there: true } }, asked);
    return done.ok ? ok({ ...done.value, alias }) : done;
  },
  show: ({ alias, ...done }, say) => ({
    tone: 'success',
    say: say('command alias.done', { ...facts(done), alias }),
  }),
});

export const commandUnalias = defineCommand({
  ...{ ...manage, needs },
  name: 'command unalias',
  args: { alias: word({ example: 'pick' }), scope: scopeArgument },
  async run({ args, ...asked }) {
    const alias = args.alias.toLowerCase();
    const command = aliased(alias, asked);
    if (!command) return refuse('command unalias.none', { alias });
    const edit = { kind: 'alias', alias, there: false } as const;
    const done = await decide({ typed: command.name, scope: args.scope, edit }, asked);
    return done.ok ? ok({ ...done.value, alias }) : done;
  },
  show: ({ alias, ...done }, say) => ({
    tone: 'success',
    say: say('command unalias.done', { ...facts(done), alias }),
  }),
});

function aliased(alias: string, asked: Asked): CommandInfo | undefined {
  const local = localRules(asked.settings, placeHere(asked));
  return asked.catalogue.all().find((command) => local.aliasesOf(command).includes(alias));
}

export const isNone = (typed: string): boolean => /^(none|off|aucun|-)$/i.test(typed);

const facts = ({ command, changed }: Decided) => ({ command, changed: changed ? 'yes' : 'no' });
