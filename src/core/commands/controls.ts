import type { ComponentEvent, FormEvent, InvocationEvent } from '../event.ts';
import type { Say } from '../texts/texts.ts';
import type { Catalogue } from './catalogue.ts';
import type { Command } from './command.ts';
import { lastingUse } from './lasting.ts';
import { invoked } from './menus.ts';
import type { Given } from './read-arguments.ts';
import { lineOfControl } from './views.ts';

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
  if (event.kind === 'form') return undefined;
  const line = lineOfControl(event.action, event.values);
  if (line === undefined) return undefined;
  const match = catalogue.match(line);
  if (!match) return line;
  const { command, rest } = match;
  const { atMs, where, actor, reply } = event;
  const own = { kind: 'invocation', command: command.name, options: {} } as const;
  return {
    ...{ command, given: { kind: 'line', text: rest } },
    event: { ...own, ...{ atMs, where, actor, reply } },
  };
}
