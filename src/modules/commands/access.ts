import {
  type Call,
  type CommandInfo,
  type LocalRules,
  type Ports,
  type Result,
  type Say,
  authorOf,
  communityOf,
  defineCommand,
  editCommand,
  isRank,
  localRules,
  ok,
  optional,
  ranks,
  refuse,
  layerMeant,
  placeOfLayer,
} from '../../sdk/index.ts';
import { isNone } from './decide.ts';
import { type Asked, commandArgument, found, placeHere, scopeArgument } from './reach.ts';

/** Somebody who may give a command: as it is kept, and as people read it. */
interface Who {
  readonly kept: string;
  readonly shown: string;
}

const nobodyElse = { kept: '', shown: '' } satisfies Who;

/** A role, a person, a rank, a capability, or `none` to go back to the command's own rules. */
const who = {
  kind: 'text',
  optional: false,
  example: 'moderator',
  suggest: (typed: string) =>
    [...ranks.filter((rank) => rank !== 'instanceOwner'), 'none'].filter((one) =>
      one.toLowerCase().startsWith(typed.toLowerCase()),
    ),
  async read(typed: string, lookup: Parameters<typeof readWho>[1]): Promise<Result<Who>> {
    return isNone(typed) ? ok(nobodyElse) : readWho(typed, lookup);
  },
} as const;

interface Finds {
  actor(text: string): Promise<{ readonly id: string; readonly name: string } | undefined>;
  thing(
    kind: 'role',
    text: string,
  ): Promise<{ readonly id: string; readonly name: string } | undefined>;
}

async function readWho(typed: string, lookup: Finds): Promise<Result<Who>> {
  const rank = ranks.find(
    (one) => one.toLowerCase() === typed.replace(/^rank:/i, '').toLowerCase(),
  );
  if (rank) return ok({ kept: `rank:${rank}`, shown: rank });
  if (/^can:[a-z][\w.-]{1,60}$/i.test(typed)) return ok({ kept: typed, shown: typed.slice(4) });
  const role = await lookup.thing('role', typed.replace(/^role:/i, '')).catch(() => undefined);
  if (role) return ok({ kept: `role:${role.id}`, shown: role.name });
  const actor = await lookup.actor(typed);
  if (actor) return ok({ kept: actor.id, shown: actor.name });
  return refuse('usage.expected', {
    what: 'a role, someone who is here, `member`, `helper`, `moderator`, `administrator`, or `none`',
    typed,
  });
}

interface Access {
  readonly command: string;
  readonly who: readonly string[];
  /** What was just done. */
  readonly done?: 'added' | 'cleared';
  readonly added?: string;
}

const needs = ['settings', 'permissions', 'catalogue'] as const;

export const configAccess = defineCommand({
  name: 'config access',
  aliases: ['config'],
  category: 'server',
  capability: 'commands.access',
  args: { command: optional(commandArgument), who: optional(who), scope: scopeArgument },
  needs,
  async run({ args, ...asked }) {
    if (args.command === undefined) return ok(mapping(asked));
    const command = found(args.command, asked);
    if (!command.ok) return command;
    if (args.who === undefined) return ok([accessOf(command.value, rulesHere(asked))]);
    return change(command.value, { who: args.who, scope: args.scope }, asked);
  },
  show: (list: readonly Access[], say) => {
    const [first] = list;
    if (first?.done)
      return { tone: 'success', say: doneWords(first, say), lines: [lineOf(first, say)] };
    if (!first) return { say: say('config access.nothing') };
    return { title: say('config access.title'), lines: list.map((one) => lineOf(one, say)) };
  },
});

type Changing = { readonly who: Who; readonly scope: Parameters<typeof layerMeant>[0] };

async function change(
  command: CommandInfo,
  { who: meant, scope }: Changing,
  asked: Asked,
): Promise<Result<readonly Access[]>> {
  const layer = layerMeant(scope, asked);
  if (!layer.ok) return layer;
  const place = placeOfLayer(layer.value, asked);
  const before = localRules(asked.settings, place).whoMay(command);
  const cleared = meant.kept === '';
  const edit = { kind: 'access', who: cleared ? [] : [...before, meant.kept] } as const;
  const decided = { by: authorOf(asked), asking: askingOf(asked), scope: layer.value, place };
  const written = await editCommand(command, edit, { parts: asked, decided });
  if (!written.ok) return written;
  const done = cleared ? ({ done: 'cleared' } as const) : ({ done: 'added' } as const);
  return ok([{ ...accessOf(command, rulesHere(asked)), ...done, added: meant.shown }]);
}

const askingOf = ({ caller: actor, where: { space } }: Asked) =>
  space === undefined ? { actor } : { actor, community: communityOf(space) };

const rulesHere = (asked: Pick<Call<unknown>, 'where'> & Pick<Ports, 'settings'>): LocalRules =>
  localRules(asked.settings, placeHere(asked));

const mapping = (asked: Asked): readonly Access[] =>
  asked.catalogue
    .all()
    .map((command) => accessOf(command, rulesHere(asked)))
    .filter((one) => one.who.length > 0);

const accessOf = (command: CommandInfo, local: LocalRules): Access => ({
  command: command.name,
  who: local.whoMay(command),
});

const doneWords = ({ done, command, added = '' }: Access, say: Say): string =>
  say(`config access.${done ?? 'added'}`, { command, who: added });

function lineOf({ command, who: names }: Access, say: Say): string {
  if (names.length === 0) return say('config access.own', { command });
  return say('config access.line', { command, who: names.map((one) => inWords(one)).join(', ') });
}

function inWords(kept: string): string {
  const rest = kept.slice(kept.indexOf(':') + 1);
  return kept.startsWith('rank:') && isRank(rest) ? rest : kept;
}
