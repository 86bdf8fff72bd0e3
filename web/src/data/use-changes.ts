import { useState } from 'react';
import { tell, wordsOf } from './api.ts';

/** Posts changes to an address, and looks again after each. `change` resolves to whether it was done. */
export function useChanges(path: string, look: () => void) {
  const [problem, setProblem] = useState<string>();
  const change = async (what: object): Promise<boolean> => {
    try {
      await tell('POST', path, what);
      setProblem(undefined);
      look();
      return true;
    } catch (thrown) {
      setProblem(wordsOf(thrown));
      return false;
    }
  };
  return { problem, change };
}
