import type { WebMethod, WebRoute } from './web.ts';

/** What an address leads to. */
export type FoundRoute<Route extends Pick<WebRoute, 'method' | 'path'>> =
  | { readonly route: Route; readonly params: Readonly<Record<string, string>> }
  /** The address is there, and takes these methods. */
  | { readonly methods: readonly WebMethod[] };

const partsOf = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');

/** Throws a RangeError where two routes would answer the same. */
export function mustDiffer(routes: readonly Pick<WebRoute, 'method' | 'path'>[]): void {
  const seen = new Set<string>();
  for (const { method, path } of routes) {
    const same = `${method} /${partsOf(path)
      .map((part) => (part.startsWith(':') ? ':' : part))
      .join('/')}`;
    if (seen.has(same)) throw new RangeError(`Two routes answer ${method} ${path}`);
    seen.add(same);
  }
}

/** The route of an address; of two that fit, the one that names more of it. Undefined where none does. */
export function findRoute<Route extends Pick<WebRoute, 'method' | 'path'>>(
  routes: readonly Route[],
  method: string,
  path: string,
): FoundRoute<Route> | undefined {
  const typed = partsOf(path);
  const fitting = routes.flatMap((route) => {
    const params = paramsOf(partsOf(route.path), typed);
    return params ? [{ route, params, open: Object.keys(params).length }] : [];
  });
  if (fitting.length === 0) return undefined;
  const [best] = fitting
    .filter(({ route }) => route.method === method)
    .sort((a, b) => a.open - b.open);
  if (best) return { route: best.route, params: best.params };
  return { methods: [...new Set(fitting.map(({ route }) => route.method))].sort() };
}

function paramsOf(
  pattern: readonly string[],
  typed: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (pattern.length !== typed.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of pattern.entries()) {
    const given = plain(typed[at] ?? '');
    if (given === undefined) return undefined;
    if (part.startsWith(':')) params[part.slice(1)] = given;
    else if (part !== given) return undefined;
  }
  return params;
}

/** A stray % makes no address of ours. */
function plain(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
