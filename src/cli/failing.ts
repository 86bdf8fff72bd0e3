import { CastellanError, messageOf } from '../base/errors.ts';
import { isDamage } from '../storage/index.ts';

const wayOut =
  'The database file is damaged. "castellan restore latest" puts the newest good backup in its place and keeps what is there now; "castellan restore" lists the backups.';

/** Runs a subcommand; a fault ends the process with its message and code 1, and a stack only where it is ours to mend. */
export const failing =
  <Args extends readonly unknown[]>(action: (...args: Args) => Promise<void>) =>
  async (...args: Args): Promise<void> => {
    try {
      await action(...args);
    } catch (failure) {
      const expected = failure instanceof CastellanError;
      process.stderr.write(`${messageOf(failure)}\n`);
      if (isDamage(failure)) process.stderr.write(`${wayOut}\n`);
      if (!expected && failure instanceof Error) process.stderr.write(`${failure.stack ?? ''}\n`);
      process.exitCode = 1;
    }
  };
