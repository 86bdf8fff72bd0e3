import type { RuleEntry, RulesView } from '../../../src/dashboard/rules-wire.ts';
import { useChanges } from '../data/use-changes.ts';
import { useCommunityView } from '../data/use-community-view.ts';

const path = '/api/rules';
const isView = (answer: unknown): answer is RulesView =>
  typeof answer === 'object' && answer !== null && 'rules' in answer;

/** The rules of a community, and what can be done with them. */
export function useRules() {
  const { view, failure, look, choose } = useCommunityView(path, isView);
  const { problem, change } = useChanges(path, look);
  return {
    ...{ view, choose, look, failure: problem ?? failure },
    /** Resolves to whether it was done. */
    change: (what: object) => change({ community: view?.community, ...what }),
  };
}

export type RulesWork = ReturnType<typeof useRules>;
export type { RuleEntry };
