import type { ComponentEvent, FormEvent, InvocationEvent } from '../event.ts';
import type { Say } from '../texts/texts.ts';
import type { Catalogue } from './catalogue.ts';
import type { Command } from './command.ts';
import { lastingUse, oldLineOf, used } from './lasting.ts';
import { invoked } from './menus.ts';
import type { Given } from './read-arguments.ts';

/** What a control gives as long as its card stands: a command, in the name of whoever presses it. */
interface GivenCommand {
  readonly event: InvocationEvent;
  readonly command: Command;
  readonly given: Given;
}

/** Undefined where the control is no such one; in words where the command is not there. */
export function givenByControl(
  event: ComponentEvent | FormEvent,
  catalogue: Catalogue,
  say: Say,
): GivenCommand | string | undefined {
  const lasting = lastingUse(event);
  if (lasting) {
    const found = invoked(lasting, catalogue, say);
    return found ? { event: lasting, ...found } : lasting.command;
  }
  const line = oldLineOf(event);
  if (line === undefined) return undefined;
  const match = catalogue.match(line);
  if (!match) return line;
  const { command, rest } = match;
  return { command, given: { kind: 'line', text: rest }, event: used(event, command.name) };
}
