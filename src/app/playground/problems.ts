import { messageOf } from '../../base/errors.ts';
import { err, ok } from '../../base/result.ts';
import type { Played, Problem } from '../../dashboard/index.ts';

export const problem = (message: string, todo: string): Problem => ({
  code: 'refused',
  message,
  todo,
});

/** Does what a person of the play wants; what the network refuses comes back in its own words. */
export async function played(act: () => Promise<unknown>): Played {
  try {
    await act();
    return ok(undefined);
  } catch (failure) {
    const words = `The network refused: ${messageOf(failure).replace(/\.$/, '')}.`;
    return err(problem(words, 'Choose another person or channel, or try again.'));
  }
}

/** For what a network does not have at all. */
export const impossible = (what: string): Promise<{ ok: false; error: Problem }> =>
  Promise.resolve(
    err(problem(`${what} does not exist on this network.`, 'Write a message instead.')),
  );
