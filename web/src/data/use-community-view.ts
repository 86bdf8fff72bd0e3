import { rememberCommunity, useCommunity } from './community.ts';
import { useLookedAt } from './use-looked-at.ts';

/** Counts go up while one looks. */
const lookEveryMs = 5000;

/** What the server tells at an address of one community: the one looked at last, until another is chosen. */
export function useCommunityView<View>(
  path: string,
  is: (answer: unknown) => answer is View,
): {
  readonly view: View | undefined;
  readonly failure: string | undefined;
  readonly look: () => void;
  readonly choose: (community: string) => void;
} {
  const community = useCommunity(undefined);
  const query = community === undefined ? '' : `?community=${encodeURIComponent(community)}`;
  const { found, failure, look } = useLookedAt(`${path}${query}`, is, lookEveryMs);
  return { view: found, failure, look, choose: rememberCommunity };
}
