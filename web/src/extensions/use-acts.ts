import { useState } from 'react';
import { tell, wordsOf } from '../data/api.ts';

export type Act = (path: string) => Promise<void>;

/** Does something at an address, and keeps in words what went wrong. */
export function useActs(onChanged: () => void): {
  readonly act: Act;
  readonly failure: string | undefined;
  readonly busy: boolean;
} {
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const act = async (path: string) => {
    setFailure(undefined);
    setBusy(true);
    try {
      await tell('POST', path);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    } finally {
      setBusy(false);
      onChanged();
    }
  };
  return { act, failure, busy };
}
