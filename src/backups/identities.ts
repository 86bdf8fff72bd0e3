import { readFile } from 'node:fs/promises';
import { CastellanError, messageOf } from '../base/errors.ts';

/** The identities in an age key file; none without a file. Throws `not-available` when it cannot be read. */
export async function readIdentities(file: string | undefined): Promise<readonly string[]> {
  if (file === undefined) return [];
  try {
    const lines = (await readFile(file, 'utf8')).split(/\r?\n/);
    return lines.map((line) => line.trim()).filter((line) => line.startsWith('AGE-SECRET-KEY-'));
  } catch (cause) {
    throw new CastellanError(
      'not-available',
      `The identity file ${file} cannot be read (${messageOf(cause)}). Mend "identity_file" under "backups" in the configuration.`,
      { cause },
    );
  }
}
