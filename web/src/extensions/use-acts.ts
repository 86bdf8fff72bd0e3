import { useState } from 'react';
import { tell, wordsOf } from '../data/api.ts';

export type Act = (path: string, body?: object) => Promise<void>;

/** Does something at an address, and keeps in words what went wrong. */
export function useActs(onChanged: () => void): {
  readonly act: Act;
  readonly failure: string | undefined;
  readonly busy: boolean;
} {
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const act = async (path: string, body?: object) => {
    setFailure(undefined);
    setBusy(true);
    try {
      await tell('POST', path, body);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    } finally {
      setBusy(false);
      onChanged();
    }
  };
  return { act, failure, busy };
}
