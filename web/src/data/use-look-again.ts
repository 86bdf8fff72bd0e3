import { useEffect } from 'react';
import { whileInSight } from './while-in-sight.ts';

/** A list and an open drawer together stay well below the requests that a session may make. */
const everyMs = 10_000;

/** Looks again every few seconds while the page is in sight. `load` must stay the same function; undefined: not now. */
export function useLookAgain(load: (() => unknown) | undefined): void {
  useEffect(() => load && whileInSight(load, everyMs), [load]);
}
