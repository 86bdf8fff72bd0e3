import type { Suggesting } from './arguments.ts';

/** The names of commands that what was typed may become: those that begin so first. */
export function suggestCommands(typed: string, { catalogue }: Suggesting): readonly string[] {
  const wanted = typed.toLowerCase().replaceAll('-', ' ');
  const begins = (name: string) => Number(name.startsWith(wanted));
  return catalogue
    .all()
    .filter(({ name, hidden }) => hidden !== true && name.includes(wanted))
    .map(({ name }) => name)
    .sort((a, b) => begins(b) - begins(a) || a.localeCompare(b, 'en'));
}
