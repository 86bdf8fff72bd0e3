import { CastellanError, messageOf } from '../base/errors.ts';

/** Runs a subcommand; a fault ends the process with its message and code 1, and a stack only where it is ours to mend. */
export const failing =
  <Args extends readonly unknown[]>(action: (...args: Args) => Promise<void>) =>
  async (...args: Args): Promise<void> => {
    try {
      await action(...args);
    } catch (failure) {
      const expected = failure instanceof CastellanError;
      process.stderr.write(`${messageOf(failure)}\n`);
      if (!expected && failure instanceof Error) process.stderr.write(`${failure.stack ?? ''}\n`);
      process.exitCode = 1;
    }
  };
