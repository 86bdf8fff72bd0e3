import { useCallback, useEffect, useState } from 'react';
import { wordsOf } from './api.ts';
import { useLookAgain } from './use-look-again.ts';

/** One thing of a community by its number. `loadOne` must stay the same function. */
export function useNumbered<One>(
  loadOne: (community: string, number: number) => Promise<One>,
  community: string,
  number: number,
) {
  const [found, setFound] = useState<One>();
  const [failure, setFailure] = useState<string>();
  const load = useCallback(async () => {
    try {
      setFound(await loadOne(community, number));
      setFailure(undefined);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  }, [loadOne, community, number]);
  useEffect(() => void load(), [load]);
  useLookAgain(load);
  return { found, failure, load };
}
