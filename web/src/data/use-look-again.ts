import { useEffect } from 'react';

/** A list and an open drawer together stay well below the requests that a session may make. */
const everyMs = 10_000;

/** Looks again every few seconds while the page is in sight. `load` must stay the same function; undefined: not now. */
export function useLookAgain(load: (() => unknown) | undefined): void {
  useEffect(() => {
    if (!load) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') load();
    }, everyMs);
    return () => clearInterval(timer);
  }, [load]);
}
