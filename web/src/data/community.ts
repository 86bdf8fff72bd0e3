import { useEffect } from 'react';
import { rememberedStore, useStore } from './store.ts';

/** The community that was looked at last, on whatever page: the next page begins with it. '': none yet. */
const lookedAt = rememberedStore('castellan.community', '', (kept) =>
  typeof kept === 'string' ? kept : '',
);

export const rememberCommunity = (community: string): void => lookedAt.set(community);

/**
 * Which community a page asks for: the one that its address names, else the one looked at last, else undefined. `known` are those
 * that the server told of: what is remembered and not among them is forgotten.
 */
export function useCommunity(
  named: string | undefined,
  known?: readonly { readonly id: string }[],
): string | undefined {
  const remembered = useStore(lookedAt, (community) => community);
  useEffect(() => {
    if (named !== undefined) rememberCommunity(named);
    else if (known && !known.some(({ id }) => id === lookedAt.get())) rememberCommunity('');
  }, [named, known]);
  if (named !== undefined) return named;
  return remembered === '' ? undefined : remembered;
}
