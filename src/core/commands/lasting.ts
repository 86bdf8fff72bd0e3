import type { ComponentEvent, FormEvent, InvocationEvent } from '../event.ts';

type Options = Readonly<Record<string, string | number>>;

const begins = 'do:';

/** How the first versions began a control that gives a command: a line follows. Such cards still stand in channels. */
const oldBegins = 'c:';

/** Whether a control of this id, or a form, gives a command. */
export const isLasting = (id: string): boolean => id.startsWith(begins) || id.startsWith(oldBegins);

/** What a platform lets stand behind a control. */
const longestAction = 100;

/**
 * The id of a control, or of a form, that works as long as its card stands, over restarts too: using it is giving this
 * command with these options, so every check of the command holds for whoever presses. Undefined where it is too long.
 */
export function lastingAction(command: string, options: Options = {}): string | undefined {
  const action = `${begins}${command}?${lastingChoice(options)}`;
  return action.length > longestAction ? undefined : action;
}

/** What stands behind an option of a select whose id is a `lastingAction`: choosing it adds these options. */
export const lastingChoice = (options: Options): string =>
  new URLSearchParams(
    Object.entries(options).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();

/** Stands between the fields of a form that come as one option: nobody types it. */
export const fieldsDivider = '\u001e';

/**
 * The command that a lasting control stands for; undefined for any other control. What is chosen in a select, and what a
 * form holds, comes to the options; fields called `text.0`, `text.1` come as one option `text`, divided by `fieldsDivider`.
 */
export function lastingUse(event: ComponentEvent | FormEvent): InvocationEvent | undefined {
  const action = event.kind === 'form' ? event.form : event.action;
  if (!action.startsWith(begins)) return undefined;
  const [command = '', query = ''] = action.slice(begins.length).split('?', 2);
  const added = event.kind === 'form' ? joined(event.fields) : optionsIn(event.values.join('&'));
  return { ...used(event, command), options: { ...optionsIn(query), ...added } };
}

const optionsIn = (query: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(query));

/** A use of a command by somebody who used a control. */
export function used(
  { atMs, where, actor, reply }: ComponentEvent | FormEvent,
  command: string,
): InvocationEvent {
  return { ...{ atMs, where, actor, reply, command }, kind: 'invocation', options: {} };
}

/** The line that a control of the first versions gives: what is chosen comes behind it. */
export const oldLineOf = (event: ComponentEvent | FormEvent): string | undefined =>
  event.kind === 'component' && event.action.startsWith(oldBegins)
    ? [event.action.slice(oldBegins.length), ...event.values].join(' ')
    : undefined;

function joined(fields: FormEvent['fields']): Record<string, string> {
  const options: Record<string, string> = {};
  for (const [id, value] of Object.entries(fields)) {
    const name = id.replace(/\.\d+$/, '');
    const before = Object.hasOwn(options, name) ? `${options[name] ?? ''}${fieldsDivider}` : '';
    options[name] = before + value;
  }
  return options;
}
