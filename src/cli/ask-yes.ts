import { createInterface } from 'node:readline/promises';

/** Asks on the terminal. Where there is none nobody can say yes. */
export async function saysYes(): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const said = await terminal.question('Take it? [y/N] ');
  terminal.close();
  return /^(y|yes|o|oui)$/i.test(said.trim());
}
