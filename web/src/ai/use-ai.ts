import { useCallback, useEffect, useState } from 'react';
import type { AiView } from '../../../src/dashboard/ai-wire.ts';
import { ask, wordsOf } from '../data/api.ts';

const isView = (answer: unknown): answer is AiView =>
  typeof answer === 'object' && answer !== null && 'places' in answer;

/** Verdicts come while one looks. */
const lookEveryMs = 5000;

/** The AI board of a community. */
export function useAi() {
  const [community, choose] = useState<string>();
  const [view, setView] = useState<AiView>();
  const [failure, setFailure] = useState<string>();
  const look = useCallback(async () => {
    const query = community === undefined ? '' : `?community=${encodeURIComponent(community)}`;
    try {
      setView(await ask('GET', `/api/ai${query}`, { is: isView }));
      setFailure(undefined);
    } catch (thrown) {
      setFailure(wordsOf(thrown));
    }
  }, [community]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), lookEveryMs);
    return () => clearInterval(timer);
  }, [look]);
  return { view, failure, choose };
}
