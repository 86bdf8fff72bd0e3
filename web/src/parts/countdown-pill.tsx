import { useEffect, useState } from 'react';
import { IconClock } from '@tabler/icons-react';
import { live } from '../data/live.ts';
import { span } from '../text/words.ts';
import './countdown-pill.css';

interface CountdownPillProps {
  /** By the server's clock. */
  readonly untilMs: number;
  readonly before: string;
  /** Shown when the time has come. */
  readonly due: string;
}

/** How long until something happens, second by second. */
export function CountdownPill({ untilMs, before, due }: CountdownPillProps) {
  const leftMs = useTimeLeft(untilMs);
  return (
    <span className="countdown-pill" role="timer">
      <IconClock size={14} aria-hidden="true" />
      {leftMs <= 0 ? due : `${before} ${span(Math.ceil(leftMs / 1000) * 1000)}`}
    </span>
  );
}

function useTimeLeft(untilMs: number): number {
  const left = () => untilMs - Date.now() - live.get().clockOffsetMs;
  const [leftMs, setLeftMs] = useState(left);
  useEffect(() => {
    const turn = () => setLeftMs(untilMs - Date.now() - live.get().clockOffsetMs);
    turn();
    const timer = setInterval(turn, 500);
    return () => clearInterval(timer);
  }, [untilMs]);
  return leftMs;
}
