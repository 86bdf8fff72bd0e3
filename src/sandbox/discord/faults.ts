/** What goes wrong with a request. */
export type RequestFault =
  /** The socket is torn before anything is done. */
  | { readonly kind: 'drop' }
  /** The request is carried out, but the answer never arrives. */
  | { readonly kind: 'lose-response' }
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** Neither answered nor closed. */
  | { readonly kind: 'hang' }
  | {
      readonly kind: 'rate-limit';
      readonly retryAfterMs: number;
      readonly global?: boolean;
      readonly scope?: 'user' | 'global' | 'shared';
    }
  | {
      readonly kind: 'fail';
      readonly status: number;
      readonly code?: number;
      readonly message?: string;
    }
  /** A page for people, as a proxy in trouble answers. */
  | { readonly kind: 'html'; readonly status: number };

export interface FaultScope {
  /** How many requests it strikes; 1 unless told, Infinity until taken back. */
  readonly times?: number;
  readonly method?: string;
  /** The path after /api/v10, e.g. /\/messages$/. */
  readonly path?: RegExp;
}

/** Faults on demand. Each call returns a function that takes the fault back. */
export interface RequestFaults {
  requests(fault: RequestFault, scope?: FaultScope): () => void;
  /** Gateway events of this name are lost on the way, or come twice. */
  events(name: string, fate: 'lost' | 'twice', times?: number): () => void;
  clear(): void;
}

export interface FaultBook extends RequestFaults {
  /** The fault that strikes this request, used up by asking. */
  strike(method: string, path: string): RequestFault | undefined;
  /** How many copies of this event are sent. */
  copiesOf(name: string): number;
}

interface Planned {
  readonly fits: (method: string, path: string) => boolean;
  left: number;
}

export function faultBook(): FaultBook {
  const requests = new Set<Planned & { readonly fault: RequestFault }>();
  const events = new Set<Planned & { readonly copies: number }>();
  return {
    requests(fault, { times = 1, method, path } = {}) {
      const fits = (asked: string, at: string) =>
        (method === undefined || method === asked) && (path?.test(at) ?? true);
      return plan(requests, { fault, fits, left: times });
    },
    events: (name, fate, times = 1) =>
      plan(events, {
        copies: fate === 'lost' ? 0 : 2,
        fits: (_method, at) => at === name,
        left: times,
      }),
    clear() {
      requests.clear();
      events.clear();
    },
    strike: (method, path) => useUp(requests, method, path)?.fault,
    copiesOf: (name) => useUp(events, '', name)?.copies ?? 1,
  };
}

function plan<Fault extends Planned>(plans: Set<Fault>, planned: Fault): () => void {
  plans.add(planned);
  return () => plans.delete(planned);
}

function useUp<Fault extends Planned>(
  plans: Set<Fault>,
  method: string,
  path: string,
): Fault | undefined {
  for (const planned of plans) {
    if (!planned.fits(method, path)) continue;
    planned.left -= 1;
    if (planned.left <= 0) plans.delete(planned);
    return planned;
  }
  return undefined;
}
