import { useSyncExternalStore, type MouseEvent } from 'react';

/** Where the page is. */
export type Place =
  | { readonly page: 'playground' }
  | { readonly page: 'live'; readonly trace?: string }
  | { readonly page: 'connections' }
  | { readonly page: 'guard'; readonly channel?: string }
  | { readonly page: 'settings'; readonly scope?: string; readonly name?: string }
  | { readonly page: 'jobs'; readonly job?: string }
  | { readonly page: 'backups'; readonly backup?: string }
  | { readonly page: 'cases'; readonly community?: string; readonly number?: number }
  | { readonly page: 'review'; readonly community?: string }
  | { readonly page: 'people'; readonly community?: string; readonly actor?: string }
  | { readonly page: 'appeals'; readonly community?: string; readonly number?: number }
  | { readonly page: 'incidents'; readonly community?: string; readonly number?: number }
  | { readonly page: 'audit' }
  | { readonly page: 'commands'; readonly scope?: string }
  | { readonly page: 'health' }
  | { readonly page: 'hooks' }
  | { readonly page: 'extensions' }
  | { readonly page: 'module-page'; readonly module: string; readonly name: string }
  | { readonly page: 'overview' }
  | { readonly page: 'market' }
  | { readonly page: 'rules' }
  | { readonly page: 'event-log' }
  | { readonly page: 'automations' }
  | { readonly page: 'ai' }
  | { readonly page: 'home' }
  | { readonly page: 'unknown'; readonly path: string };

const plainPages = [
  'playground',
  'connections',
  'audit',
  'health',
  'hooks',
  'market',
  'overview',
  'rules',
  'event-log',
  'automations',
  'ai',
] as const;

type Rest = readonly (string | undefined)[];

/** Pages that have addresses of their own inside. */
const insides: Readonly<Record<string, (path: string, rest: Rest) => Place>> = {
  appeals: (path, rest) => numberedPlace('appeals', path, rest),
  backups: backupPlace,
  cases: (path, rest) => numberedPlace('cases', path, rest),
  commands: commandsPlace,
  extensions: extensionsPlace,
  guard: guardPlace,
  incidents: (path, rest) => numberedPlace('incidents', path, rest),
  jobs: jobPlace,
  people: peoplePlace,
  review: reviewPlace,
  settings: settingsPlace,
};

/** Reads an address. */
export function placeOf(path: string): Place {
  const [first = '', ...rest] = path.split('/').filter((part) => part !== '');
  if (first === '' || first === 'login') return { page: 'home' };
  const inside = Object.hasOwn(insides, first) ? insides[first] : undefined;
  if (inside) return inside(path, rest);
  const [second, ...more] = rest;
  if (first === 'live' && more.length === 0)
    return second === undefined ? { page: 'live' } : { page: 'live', trace: second };
  const page = plainPages.find((one) => one === first);
  return page === undefined || second !== undefined ? { page: 'unknown', path } : { page };
}

/** `/commands`, or `/commands/<scope>` for those of one place. */
function commandsPlace(path: string, [scope, extra]: Rest): Place {
  if (extra !== undefined) return { page: 'unknown', path };
  return scope === undefined ? { page: 'commands' } : { page: 'commands', scope: plain(scope) };
}

/** `/extensions`, or `/extensions/<module>/<page>` for a page that a module has. */
function extensionsPlace(path: string, [module, name, extra]: Rest): Place {
  if (module === undefined) return { page: 'extensions' };
  if (name === undefined || extra !== undefined) return { page: 'unknown', path };
  return { page: 'module-page', module: plain(module), name: plain(name) };
}

/** The address of a page that a module has. */
export const modulePagePath = (module: string, name: string): string =>
  `/extensions/${encodeURIComponent(module)}/${encodeURIComponent(name)}`;

/** `/jobs`, or `/jobs/<id>` for the history of one. */
function jobPlace(path: string, [job, extra]: readonly (string | undefined)[]): Place {
  if (extra !== undefined) return { page: 'unknown', path };
  return job === undefined ? { page: 'jobs' } : { page: 'jobs', job: plain(job) };
}

/** `/cases`, `/cases/<community>`, or `/cases/<community>/<number>` for everything about one. */
function numberedPlace(
  page: 'appeals' | 'cases' | 'incidents',
  path: string,
  [community, number, extra]: Rest,
): Place {
  if (extra !== undefined) return { page: 'unknown', path };
  if (number !== undefined && !/^\d{1,15}$/.test(number)) return { page: 'unknown', path };
  return {
    page,
    ...(community !== undefined && { community: plain(community) }),
    ...(number !== undefined && { number: Number(number) }),
  };
}

/** `/review`, or `/review/<community>`. */
function reviewPlace(path: string, [community, extra]: Rest): Place {
  if (extra !== undefined) return { page: 'unknown', path };
  return community === undefined
    ? { page: 'review' }
    : { page: 'review', community: plain(community) };
}

/** `/people`, `/people/<community>`, or `/people/<community>/<actor>` for everything about one. */
function peoplePlace(path: string, [community, actor, extra]: Rest): Place {
  if (extra !== undefined) return { page: 'unknown', path };
  return {
    page: 'people',
    ...(community !== undefined && { community: plain(community) }),
    ...(actor !== undefined && { actor: plain(actor) }),
  };
}

export const reviewPath = (community: string): string => `/review/${encodeURIComponent(community)}`;

/** The address of a community's people, or of one of them. */
export const peoplePath = (community: string, actor?: string): string =>
  `/people/${encodeURIComponent(community)}${actor === undefined ? '' : `/${encodeURIComponent(actor)}`}`;
/** The address of a community's incidents, or of one of them. */
export const incidentsPath = (community: string, number?: number): string =>
  `/incidents/${encodeURIComponent(community)}${number === undefined ? '' : `/${number}`}`;

/** The address of a community's cases, or of one of them. */
export const casesPath = (community: string, number?: number): string =>
  `/cases/${encodeURIComponent(community)}${number === undefined ? '' : `/${number}`}`;

/** The address of a community's appeals, or of one of them. */
export const appealsPath = (community: string, number?: number): string =>
  `/appeals/${encodeURIComponent(community)}${number === undefined ? '' : `/${number}`}`;

/** `/backups`, or `/backups/<id>` for everything about one. */
function backupPlace(path: string, [id, extra]: readonly (string | undefined)[]): Place {
  if (extra !== undefined) return { page: 'unknown', path };
  return id === undefined ? { page: 'backups' } : { page: 'backups', backup: plain(id) };
}

function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray % is part of the name then.
    return part;
  }
}

/** `/settings/<scope>/<name>`; both are written as parts of an address. */
function settingsPlace(path: string, [scope, name, extra]: readonly (string | undefined)[]): Place {
  if (extra !== undefined) return { page: 'unknown', path };
  try {
    return {
      page: 'settings',
      ...(scope !== undefined && { scope: decodeURIComponent(scope) }),
      ...(name !== undefined && { name: decodeURIComponent(name) }),
    };
  } catch {
    // Half a percent sign is no address of ours.
    return { page: 'unknown', path };
  }
}

/** The address of a layer's settings, or of one setting in it. */
export const settingsPath = (scope: string, name?: string): string =>
  `/settings/${encodeURIComponent(scope)}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;

/** `/guard`, or `/guard/channel/<id>` for the limits of one channel. */
function guardPlace(
  path: string,
  [second, channel, extra]: readonly (string | undefined)[],
): Place {
  if (second === undefined) return { page: 'guard' };
  if (second !== 'channel' || channel === undefined || extra !== undefined)
    return { page: 'unknown', path };
  try {
    return { page: 'guard', channel: decodeURIComponent(channel) };
  } catch {
    return { page: 'unknown', path };
  }
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
