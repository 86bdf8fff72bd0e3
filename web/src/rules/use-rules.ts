import { useCallback, useEffect, useState } from 'react';
import type { RuleEntry, RulesView } from '../../../src/dashboard/rules-wire.ts';
import { ask, tell, wordsOf } from '../data/api.ts';

const isView = (answer: unknown): answer is RulesView =>
  typeof answer === 'object' && answer !== null && 'rules' in answer;

/** Counts go up while one looks. */
const lookEveryMs = 5000;

/** The rules of a community, and what can be done with them. Resolves to whether it was done. */
export function useRules() {
  const [community, setCommunity] = useState<string>();
  const [view, setView] = useState<RulesView>();
  const [failure, setFailure] = useState<string>();
  const look = useCallback(async () => {
    const query = community === undefined ? '' : `?community=${encodeURIComponent(community)}`;
    try {
      setView(await ask('GET', `/api/rules${query}`, { is: isView }));
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  }, [community]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), lookEveryMs);
    return () => clearInterval(timer);
  }, [look]);
  const change = async (what: object): Promise<boolean> => {
    try {
      await tell('POST', '/api/rules', { community: view?.community, ...what });
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

export type RulesWork = ReturnType<typeof useRules>;
export type { RuleEntry };
