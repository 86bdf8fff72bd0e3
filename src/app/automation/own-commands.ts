import { optional, rest } from '../../core/commands/arguments.ts';
import { type Command, defineCommand } from '../../core/commands/command.ts';
import type { Match } from '../../core/commands/catalogue.ts';
import { communityOf } from '../../core/community.ts';
import type { Place } from '../../core/event.ts';
import { type AutomationDesk, type KnownAutomation } from '../../automation/index.ts';
import type { AutomationEngine } from './engine.ts';

interface Parts {
  readonly desk: Pick<AutomationDesk, 'waitingFor'>;
  readonly engine: Pick<AutomationEngine, 'command'>;
  /** Whether the whole module is switched off there. */
  readonly isOff: (where: Place) => boolean;
}

/**
 * Finds the command that a place made for itself. To guard, counters and settings all of them are one, `custom`: their
 * names are anybody's words. A command of the program with the same name comes first.
 */
export function ownCommands({ desk, engine, isOff }: Parts) {
  const made = new WeakMap<KnownAutomation, Command>();
  return (line: string, where: Place): Match | undefined => {
    if (where.space === undefined || isOff(where)) return undefined;
    const [first = ''] = line.split(/\s/u, 1);
    const name = first.toLowerCase();
    const known = desk
      .waitingFor(communityOf(where.space), 'command')
      .find(({ automation: { on } }) => on.kind === 'command' && on.name === name);
    if (!known) return undefined;
    const command = made.get(known) ?? commandOf(known, engine);
    made.set(known, command);
    return { command, rest: line.slice(first.length + 1) };
  };
}

const commandOf = (known: KnownAutomation, engine: Parts['engine']): Command =>
  defineCommand({
    ...{ name: 'custom', category: 'custom', where: 'space', hidden: true, ways: 'typed' },
    args: { words: optional(rest({ example: 'what you want to say' })) },
    async run({ args: { words = '' }, caller, where, message }) {
      const { on } = known.automation;
      return engine.command(known, {
        ...{ on: 'command', where, actor: caller, text: words.trim() },
        ...(on.kind === 'command' && { command: on.name }),
        ...(message !== undefined && { message }),
        reply: { where, actor: caller, ...(message !== undefined && { message }) },
      });
    },
    // Nothing to say is said with nothing.
    show: (answers) => (answers.length === 0 ? {} : { say: answers.join('\n') }),
  });
