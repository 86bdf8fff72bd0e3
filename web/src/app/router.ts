import { useSyncExternalStore, type MouseEvent } from 'react';

/** Where the page is. */
export type Place =
  | { readonly page: 'playground' }
  | { readonly page: 'live'; readonly trace?: string }
  | { readonly page: 'connections' }
  | { readonly page: 'guard'; readonly channel?: string }
  | { readonly page: 'home' }
  | { readonly page: 'unknown'; readonly path: string };

/** Reads an address. */
export function placeOf(path: string): Place {
  const [first = '', second, ...more] = path.split('/').filter((part) => part !== '');
  if (first === '' || first === 'login') return { page: 'home' };
  if (first === 'guard') return guardPlace(path, second, more);
  if (more.length > 0 || (second !== undefined && first !== 'live'))
    return { page: 'unknown', path };
  if (first === 'playground' || first === 'connections') return { page: first };
  if (first !== 'live') return { page: 'unknown', path };
  return second === undefined ? { page: 'live' } : { page: 'live', trace: second };
}

/** `/guard`, or `/guard/channel/<id>` for the limits of one channel. */
function guardPlace(path: string, second: string | undefined, more: readonly string[]): Place {
  const [channel, ...rest] = more;
  if (second === undefined) return { page: 'guard' };
  if (second !== 'channel' || channel === undefined || rest.length > 0)
    return { page: 'unknown', path };
  return { page: 'guard', channel: decodeURIComponent(channel) };
}

/** The address of a channel's limits. */
export const limitsPath = (channel: string): string =>
  `/guard/channel/${encodeURIComponent(channel)}`;

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('popstate', listener);
  };
}

export function goTo(path: string, { replace = false }: { replace?: boolean } = {}): void {
  if (path === location.pathname) return;
  if (replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  for (const listener of [...listeners]) listener();
}

/** The place of the page's address; draws anew when it changes. */
export const usePlace = (): Place =>
  placeOf(useSyncExternalStore(subscribe, () => location.pathname));

/** What a link inside the page carries: a real address, and no load of the whole page when plainly clicked. */
export const linkTo = (path: string) => ({
  href: path,
  onClick(event: MouseEvent): void {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
    if (elsewhere) return;
    event.preventDefault();
    goTo(path);
  },
});
