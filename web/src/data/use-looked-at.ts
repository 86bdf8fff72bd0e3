import { useCallback, useEffect, useState } from 'react';
import { ask, wordsOf } from './api.ts';
import { whileInSight } from './while-in-sight.ts';

interface LookedAt<Answer> {
  /** Undefined until the first answer. */
  readonly found: Answer | undefined;
  readonly failure: string | undefined;
  /** Looks again now. */
  readonly look: () => void;
}

/** What the server answers at an address, looked at again every few seconds. `is` must stay the same function. */
export function useLookedAt<Answer>(
  path: string,
  is: (answer: unknown) => answer is Answer,
  everyMs: number,
): LookedAt<Answer> {
  const [found, setFound] = useState<Answer>();
  const [failure, setFailure] = useState<string>();
  const look = useCallback(() => {
    ask('GET', path, { is }).then(
      (answer) => {
        setFound(answer);
        setFailure(undefined);
      },
      (thrown: unknown) => setFailure(wordsOf(thrown)),
    );
  }, [path, is]);
  useEffect(() => {
    look();
    return whileInSight(look, everyMs);
  }, [look, everyMs]);
  return { found, failure, look };
}
