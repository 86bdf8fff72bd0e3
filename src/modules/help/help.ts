import {
  type CommandInfo,
  type Place,
  type Ports,
  defineCommand,
  exampleOf,
  ok,
  optional,
  refuse,
  rest,
  usageOf,
  withoutMarkup,
} from '../../sdk/index.ts';
import { type Book, type Entry, turn, visibleTo } from './book.ts';
import { type LimitsHere, isGuideToLimits } from './limits.ts';
import { showBook } from './show.ts';

export const help = defineCommand({
  name: 'help',
  aliases: ['commands'],
  category: 'basics',
  args: { command: optional(rest({ example: 'choose' })) },
  needs: ['catalogue', 'permissions', 'guard'],
  run({ args, caller, community, prefix, where, catalogue, permissions, guard }) {
    const visible = visibleTo(caller, community, { catalogue, permissions });
    const book: Book = { entries: visible.map(entryOf), page: { kind: 'cover' } };
    if (args.command === undefined) return ok(book);
    const typed = withoutPrefix(args.command.trim(), prefix);
    if (isGuideToLimits(typed)) {
      return ok<Book>({ ...book, page: { kind: 'limits', here: limitsAt(where, guard) } });
    }
    const found = catalogue.find(typed);
    const entry = book.entries.find((one) => one.name === found?.name);
    if (!entry) return refuse('help.unknown', { typed, prefix });
    return ok<Book>({ ...book, page: { kind: 'command', entry } });
  },
  show: showBook,
  press: ({ control, values }, book) => ok(turn(book, control, values[0])),
});

const limitsAt = (where: Place, guard: Ports['guard']): LimitsHere => ({
  ...(where.space !== undefined && { channel: where.name }),
  limits: guard.limits(where),
  cooldowns: guard.cooldowns(where),
});

const entryOf = ({ name, aliases, category, args }: CommandInfo): Entry => ({
  name,
  aliases,
  category,
  usage: withoutMarkup(usageOf(name, args)),
  example: exampleOf(name, args),
  args: Object.keys(args),
});

const withoutPrefix = (typed: string, prefix: string): string =>
  typed.startsWith(prefix) ? typed.slice(prefix.length) : typed;
