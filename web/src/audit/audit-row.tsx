import type { AuditEntryView } from '../../../src/dashboard/wire.ts';
import { dayAndTime } from '../text/words.ts';

const outcomeWords = {
  ...{ done: 'Done', refused: 'Refused', failed: 'Failed' },
  ...{ begun: 'Not over yet', interrupted: 'Interrupted' },
} as const;
const outcomeTitles: Partial<Record<AuditEntryView['outcome'], string>> = {
  interrupted: 'It began, and Castellan ended before what came of it was written down.',
};
/** Each outcome has its own sign, so that nobody needs the colour. */
const outcomeSigns = {
  done: '✓',
  refused: '✕',
  failed: '!',
  begun: '…',
  interrupted: '?',
} as const;
const wayWords: Readonly<Record<string, string>> = {
  ...{ chat: 'chat', slash: 'slash command', console: 'console', cli: 'command line' },
  ...{ page: 'dashboard', job: 'by itself, at a time' },
};

export function AuditRow({ entry }: { entry: AuditEntryView }) {
  const { seq, via, action, outcome, object, before, after } = entry;
  const atMs = momentOf(entry);
  return (
    <li className="audit-row">
      <span className="audit-seq">{seq}</span>
      <time dateTime={new Date(atMs).toISOString()}>{dayAndTime(atMs)}</time>
      <span className="audit-who" title={entry.actor}>
        <strong>{nameOf(entry)}</strong> <small>{wayWords[via] ?? via}</small>
      </span>
      <span className="audit-what">
        <code>{action}</code> {object}
        {(before !== undefined || after !== undefined) && (
          <span className="audit-change">
            <span aria-label="before">− {before ?? 'not set'}</span>
            <span aria-label="after">+ {after ?? 'not set'}</span>
          </span>
        )}
      </span>
      <span className="audit-outcome" data-outcome={outcome} title={outcomeTitles[outcome]}>
        <span aria-hidden="true">{outcomeSigns[outcome]}</span> {outcomeWords[outcome]}
      </span>
    </li>
  );
}

/** Nobody knows when it was interrupted; only that it was noticed at the next start. */
const momentOf = ({ outcome, atMs, begunMs = atMs }: AuditEntryView): number =>
  outcome === 'interrupted' ? begunMs : atMs;

/** The last part of an actor's id is what people know it by. */
const nameOf = ({ actor, actorName }: AuditEntryView): string =>
  actorName ?? actor?.slice(actor.lastIndexOf(':') + 1) ?? 'erased';
