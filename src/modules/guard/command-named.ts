import { type Ports, type Result, ok, refuse } from '../../sdk/index.ts';

interface Knows extends Pick<Ports, 'catalogue'> {
  readonly prefix: string;
}

/** The command of that name or alias; one of two words may be written with a dash. */
export function commandNamed(typed: string, { catalogue, prefix }: Knows): Result<string> {
  const plain = typed.startsWith(prefix) ? typed.slice(prefix.length) : typed;
  const found = catalogue.find(plain) ?? catalogue.find(plain.replaceAll('-', ' '));
  return found ? ok(found.name) : refuse('cooldown set.no-command', { typed: plain });
}
