import type { TraceView } from '../../../src/dashboard/wire.ts';
import { dayAndTime, duration, exactTime } from '../text/words.ts';
import { OutcomeMark, VerdictMark } from './outcome-mark.tsx';
import { platformWord } from './platform-mark.tsx';
import './trace-steps.css';

/** A trace in full: what it was about, what each stage decided, and how long each took. */
export function TraceSteps({ trace }: { trace: TraceView }) {
  const longest = Math.max(1, ...trace.steps.map((step) => step.tookMicros));
  return (
    <div className="trace">
      <blockquote className="trace-summary">{trace.summary || <em>{trace.kind}</em>}</blockquote>
      <TraceFacts trace={trace} />
      <h3>What each stage decided</h3>
      {trace.steps.length === 0 && <p className="trace-none">No stage looked at this event.</p>}
      <ol className="trace-steps">
        {trace.steps.map((step, at) => (
          <li key={at} className="trace-step" data-verdict={step.verdict}>
            <div className="trace-step-head">
              <strong>{step.stage}</strong>
              <VerdictMark verdict={step.verdict} />
            </div>
            <p>{step.why}</p>
            <div className="trace-time">
              <span className="trace-bar" aria-hidden="true">
                <span style={{ '--share': step.tookMicros / longest }} />
              </span>
              <span>{duration(step.tookMicros)}</span>
            </div>
          </li>
        ))}
      </ol>
      <p className="trace-total">
        <OutcomeMark outcome={trace.outcome} />
        <span>after {duration(trace.tookMicros)} in all</span>
      </p>
    </div>
  );
}

function TraceFacts({ trace }: { trace: TraceView }) {
  return (
    <dl className="trace-facts">
      <dt>Who</dt>
      <dd>{trace.actor?.name ?? 'nobody in particular'}</dd>
      <dt>Where</dt>
      <dd>
        {trace.place} on {trace.connection} ({platformWord(trace.platform)})
      </dd>
      <dt>When</dt>
      <dd title={dayAndTime(trace.atMs)}>{exactTime(trace.atMs)}</dd>
      <dt>What</dt>
      <dd>{trace.kind}</dd>
      {trace.actor && (
        <>
          <dt>Identity</dt>
          <dd>
            <code>{trace.actor.id}</code>
          </dd>
        </>
      )}
    </dl>
  );
}
