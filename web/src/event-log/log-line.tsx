import { IconEyeOff } from '@tabler/icons-react';
import type { EventLogLine } from '../../../src/dashboard/event-log-wire.ts';
import { exactTime } from '../text/words.ts';

/** One thing that happened. */
export function LogLine({ line }: { line: EventLogLine }) {
  const { title, group, atMs, subject, place, space, by, reason, changes, withheld } = line;
  return (
    <li className="log-line" data-group={group}>
      <time dateTime={new Date(atMs).toISOString()}>{exactTime(atMs)}</time>
      <div>
        <p>
          <b>{title}</b> <span className="log-subject">{subject}</span>
          {by !== undefined && <span className="log-by"> by {by}</span>}
        </p>
        {changes.map(({ what, before, after }) => (
          <p key={what} className="log-change">
            {what !== 'text' && <span>{what} </span>}
            {before !== undefined && <del>{before}</del>}
            {after !== undefined && <ins>{after}</ins>}
          </p>
        ))}
        {reason !== undefined && <p className="log-change">Reason: {reason}</p>}
        {withheld && (
          <p className="log-withheld">
            <IconEyeOff size={14} aria-hidden="true" /> Written nowhere: those who read the log
            could not have seen it happen.
          </p>
        )}
      </div>
      <span className="log-place">{place === space ? space : `${place} · ${space}`}</span>
    </li>
  );
}
