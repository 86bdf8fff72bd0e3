import { useSyncExternalStore, type MouseEvent } from 'react';

/** Where the page is. */
export type Place =
  | { readonly page: 'playground' }
  | { readonly page: 'live'; readonly trace?: string }
  | { readonly page: 'connections' }
  | { readonly page: 'jobs'; readonly job?: string }
  | { readonly page: 'home' }
  | { readonly page: 'unknown'; readonly path: string };

/** Pages of which a part can be named. */
const deep = new Set(['live', 'jobs']);

/** Reads an address. */
export function placeOf(path: string): Place {
  const [first = '', second, ...more] = path.split('/').filter((part) => part !== '');
  if (first === '' || first === 'login') return { page: 'home' };
  if (more.length > 0 || (second !== undefined && !deep.has(first)))
    return { page: 'unknown', path };
  return pageOf(first, second) ?? { page: 'unknown', path };
}

function pageOf(first: string, part: string | undefined): Place | undefined {
  switch (first) {
    case 'playground':
    case 'connections':
      return { page: first };
    case 'jobs':
      return part === undefined ? { page: 'jobs' } : { page: 'jobs', job: plain(part) };
    case 'live':
      return part === undefined ? { page: 'live' } : { page: 'live', trace: part };
    default:
      return undefined;
  }
}

function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray % is part of the name then.
    return part;
  }
}

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
