import { useEffect, useState } from 'react';
import { live } from '../data/live.ts';

const serverNow = (): number => Date.now() + live.get().clockOffsetMs;

/** The server's time, anew every second. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(serverNow()), 1000);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
