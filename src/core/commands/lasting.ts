import type { ComponentEvent, FormEvent, InvocationEvent } from '../event.ts';

type Options = Readonly<Record<string, string | number>>;

const begins = 'do:';

/** Whether a control of this id, or a form, gives a command. */
export const isLasting = (id: string): boolean => id.startsWith(begins);

/** What a platform lets stand behind a control. */
const longestAction = 100;

/**
 * The id of a control, or of a form, that works as long as its card stands, over restarts too: using it is giving this
 * command with these options, so every check of the command holds for whoever presses. Undefined where it is too long.
 */
export function lastingAction(command: string, options: Options = {}): string | undefined {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) given.set(name, String(value));
  const action = `${begins}${command}?${given.toString()}`;
  return action.length > longestAction ? undefined : action;
}

/** Stands between the fields of a form that come as one option: nobody types it. */
export const fieldsDivider = '\u001e';

/**
 * The command that a lasting control stands for; undefined for any other control. What a form holds comes to the options;
 * fields called `text.0`, `text.1` come as one option `text`, divided by `fieldsDivider`.
 */
export function lastingUse(event: ComponentEvent | FormEvent): InvocationEvent | undefined {
  const action = event.kind === 'form' ? event.form : event.action;
  if (!isLasting(action)) return undefined;
  const [command = '', query = ''] = action.slice(begins.length).split('?', 2);
  const fields = event.kind === 'form' ? joined(event.fields) : {};
  const { atMs, where, actor, reply } = event;
  return {
    ...({ kind: 'invocation' } as const),
    ...{ atMs, where, actor, reply, command },
    options: { ...Object.fromEntries(new URLSearchParams(query)), ...fields },
  };
}

function joined(fields: FormEvent['fields']): Record<string, string> {
  const options: Record<string, string> = {};
  for (const [id, value] of Object.entries(fields)) {
    const name = id.replace(/\.\d+$/, '');
    const before = Object.hasOwn(options, name) ? `${options[name] ?? ''}${fieldsDivider}` : '';
    options[name] = before + value;
  }
  return options;
}
