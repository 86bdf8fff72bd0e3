import type { AutomationsView } from '../../../src/dashboard/automations-wire.ts';
import { useChanges } from '../data/use-changes.ts';
import { useCommunityView } from '../data/use-community-view.ts';

const path = '/api/automations';
const isView = (answer: unknown): answer is AutomationsView =>
  typeof answer === 'object' && answer !== null && 'automations' in answer;

/** The automations of a community, and what can be done with them. */
export function useAutomations() {
  const { view, failure, look, choose } = useCommunityView(path, isView);
  const { problem, change } = useChanges(path, look);
  return {
    ...{ view, choose, failure: problem ?? failure },
    /** Resolves to whether it was done. */
    change: (what: object) => change({ community: view?.community, ...what }),
  };
}

export type AutomationsWork = ReturnType<typeof useAutomations>;
