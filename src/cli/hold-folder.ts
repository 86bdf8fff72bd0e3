import { CastellanError } from '../base/errors.ts';
import { lockFolder } from '../storage/index.ts';

/**
 * Takes the data folder for this process, until the returned function is called or the process ends. Two on one folder
 * would both answer, and write over each other. Throws `not-available` when another has it.
 */
export function holdFolder(data: string): () => void {
  const release = lockFolder(data);
  if (release) return release;
  throw new CastellanError(
    'not-available',
    `Another Castellan runs on the data folder ${data}. Stop it first ("castellan console" talks to it), or give this one a folder of its own with --data.`,
  );
}
