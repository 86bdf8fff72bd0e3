import {
  type CommandInfo,
  type LocalRules,
  type MenuMark,
  type Place,
  type Ports,
  commandMeant,
  defineCommand,
  exampleOf,
  localRules,
  ok,
  optional,
  refuse,
  rest,
  suggestCommands,
  usageOf,
  withoutMarkup,
} from '../../sdk/index.ts';
import { type Book, type Entry, pageOf, turn, visibleTo } from './book.ts';
import { type LimitsHere, isGuideToLimits } from './limits.ts';
import { showBook } from './show.ts';

export const help = defineCommand({
  name: 'help',
  aliases: ['commands'],
  category: 'basics',
  args: { command: optional({ ...rest({ example: 'choose' }), suggest: suggestCommands }) },
  needs: ['automations', 'catalogue', 'permissions', 'guard', 'settings', 'slashMenu'],
  run({ args, caller, community, prefix, where, guard, ...ports }) {
    const { catalogue, permissions, settings, slashMenu } = ports;
    const { channel, space } = where;
    const place = {
      ...{ channel, ...(space !== undefined && { space }) },
      ...(community !== undefined && { community }),
    };
    const local = localRules(settings, place);
    const visible = visibleTo(caller, community, { catalogue, permissions, local });
    const own = community === undefined ? [] : ports.automations.commands(community);
    const entries = [
      ...visible.map((command) => entryOf(command, local, slashMenu.markOf(command))),
      ...own.map(ownEntry),
    ];
    const book: Book = { entries, page: { kind: 'cover' } };
    if (args.command === undefined) return ok(book);
    const typed = withoutPrefix(args.command.trim(), prefix);
    if (isGuideToLimits(typed)) {
      return ok<Book>({ ...book, page: { kind: 'limits', here: limitsAt(where, guard) } });
    }
    const found = commandMeant(typed, { settings, catalogue, place });
    const page = pageOf(typed, found?.name, entries);
    if (page) return ok<Book>({ ...book, page });
    const closest = catalogue.closest(typed);
    return entries.some(({ called }) => called === closest)
      ? refuse('help.unknown-but', { typed, closest: closest ?? '' })
      : refuse('help.unknown', { typed, prefix });
  },
  show: showBook,
  press: ({ control, values }, book) => ok(turn(book, control, values[0])),
});

const limitsAt = (where: Place, guard: Ports['guard']): LimitsHere => ({
  ...(where.space !== undefined && { channel: where.name }),
  limits: guard.limits(where),
  cooldowns: guard.cooldowns(where),
});

function entryOf(command: CommandInfo, local: LocalRules, mark: MenuMark): Entry {
  const { name, aliases, category, args } = command;
  const called = local.nameOf(command);
  return {
    ...{ name, called, category, mark, args: Object.keys(args) },
    aliases: [...aliases, ...local.aliasesOf(command)],
    usage: withoutMarkup(usageOf(called, args)),
    example: exampleOf(called, args),
  };
}

/** A command that the place made for itself. */
const ownEntry = ({ name, about }: { readonly name: string; readonly about: string }): Entry => ({
  ...{ name: 'custom', called: name, category: 'custom', mark: 'typed', args: [], aliases: [] },
  ...{ usage: name, example: name, about },
});

const withoutPrefix = (typed: string, prefix: string): string =>
  typed.startsWith(prefix) ? typed.slice(prefix.length) : typed;
