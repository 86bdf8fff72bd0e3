import { useCallback, useEffect, useState } from 'react';
import type { AutomationsView } from '../../../src/dashboard/automations-wire.ts';
import { ask, tell, wordsOf } from '../data/api.ts';

const isView = (answer: unknown): answer is AutomationsView =>
  typeof answer === 'object' && answer !== null && 'automations' in answer;

/** Counts go up while one looks. */
const lookEveryMs = 5000;

/** The automations of a community, and what can be done with them. */
export function useAutomations() {
  const [community, setCommunity] = useState<string>();
  const [view, setView] = useState<AutomationsView>();
  const [failure, setFailure] = useState<string>();
  const look = useCallback(async () => {
    const query = community === undefined ? '' : `?community=${encodeURIComponent(community)}`;
    try {
      setView(await ask('GET', `/api/automations${query}`, { is: isView }));
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  }, [community]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), lookEveryMs);
    return () => clearInterval(timer);
  }, [look]);
  /** Resolves to whether it was done. */
  const change = async (what: object): Promise<boolean> => {
    try {
      await tell('POST', '/api/automations', { community: view?.community, ...what });
      setFailure(undefined);
      await look();
      return true;
    } catch (thrown) {
      setFailure(wordsOf(thrown));
      return false;
    }
  };
  return { view, failure, change, choose: setCommunity };
}

export type AutomationsWork = ReturnType<typeof useAutomations>;
