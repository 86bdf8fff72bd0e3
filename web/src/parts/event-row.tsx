import { memo } from 'react';
import type { TraceView } from '../../../src/dashboard/wire.ts';
import { linkTo } from '../app/router.ts';
import { duration, exactTime } from '../text/words.ts';
import { OutcomeMark } from './outcome-mark.tsx';
import { PlatformMark } from './platform-mark.tsx';
import './event-row.css';

/** One event in a list; opens its trace. */
export const EventRow = memo(function EventRow({
  trace,
  open,
}: {
  trace: TraceView;
  open: boolean;
}) {
  return (
    <li className="event-row" data-open={open || undefined}>
      <a {...linkTo(`/live/${trace.id}`)} aria-current={open || undefined}>
        <time dateTime={new Date(trace.atMs).toISOString()}>{exactTime(trace.atMs)}</time>
        <span className="event-place">
          <PlatformMark platform={trace.platform} size={15} />
          <span>{trace.place}</span>
        </span>
        <span className="event-who">{trace.actor?.name ?? '—'}</span>
        <span className="event-what">{trace.summary || <em>{trace.kind}</em>}</span>
        <OutcomeMark outcome={trace.outcome} />
        <span className="event-took">{duration(trace.tookMicros)}</span>
      </a>
    </li>
  );
});
