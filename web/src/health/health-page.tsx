import { IconMoodCheck } from '@tabler/icons-react';
import type {
  HealthPartEntry,
  HealthView,
  HealthVitalsEntry,
  NotedErrorEntry,
} from '../../../src/dashboard/health-wire.ts';
import { linkTo } from '../app/router.ts';
import { useLookedAt } from '../data/use-looked-at.ts';
import { Problem } from '../parts/problem.tsx';
import { dayAndTime, exactTime, span } from '../text/words.ts';
import { HealthMark } from './health-mark.tsx';
import { PastStrip } from './past-strip.tsx';
import { SilenceForm } from './silence-form.tsx';
import './health.css';

const lookEveryMs = 10_000;

const isHealth = (answer: unknown): answer is HealthView =>
  typeof answer === 'object' && answer !== null && 'parts' in answer;

/** How the bot is, part by part, what went wrong, and why it does not answer somewhere. */
export function HealthPage() {
  const { found, failure } = useLookedAt('/api/health', isHealth, lookEveryMs);
  return (
    <main className="page health-page">
      <header className="page-head">
        <h1>Health</h1>
        {found && <HealthMark state={found.state} />}
        {found && <p>Looked at {exactTime(found.atMs)}, and again every ten seconds.</p>}
      </header>
      {failure !== undefined && <Problem words={failure} />}
      {found && (
        <>
          <Parts parts={found.parts} />
          <div className="health-columns">
            <SilenceForm />
            <div className="health-stack">
              <section className="health-panel" aria-label="The last four hours">
                <h2>The last four hours</h2>
                <PastStrip history={found.history} />
              </section>
              <Vitals vitals={found.vitals} />
            </div>
          </div>
          <Errors errors={found.errors} />
        </>
      )}
    </main>
  );
}

const Parts = ({ parts }: { parts: readonly HealthPartEntry[] }) => (
  <ul className="health-parts" aria-label="Parts">
    {parts.map(({ name, title, state, text, todo }) => (
      <li key={name} data-state={state}>
        <div>
          <strong>{title}</strong>
          <HealthMark state={state} />
        </div>
        <p>{text}</p>
        {todo !== undefined && <p className="health-todo">{todo}</p>}
      </li>
    ))}
  </ul>
);

const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;

function Vitals({ vitals }: { vitals: HealthVitalsEntry }) {
  const rows: readonly (readonly [string, string])[] = [
    ['Processor', `${vitals.cpuPercent} %`],
    ['Memory', `${mebibytes(vitals.memoryBytes)}, heap ${mebibytes(vitals.heapBytes)}`],
    ['Timers late', `${vitals.lagMs.toFixed(1)} ms, at most ${Math.round(vitals.worstLagMs)} ms`],
    ['Open handles', String(vitals.handles)],
    ['Up', span(vitals.upMs)],
    ['Messages', vitals.messages.toLocaleString()],
    ['Commands', `${vitals.commands.toLocaleString()}, ${vitals.errors.toLocaleString()} failed`],
    ['Places', vitals.places.toLocaleString()],
    ['Runs on', vitals.runtime],
  ];
  return (
    <section className="health-panel" aria-label="The process">
      <h2>The process</h2>
      <dl className="vitals">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const Errors = ({ errors }: { errors: readonly NotedErrorEntry[] }) => (
  <section className="health-panel" aria-label="What went wrong lately">
    <h2>What went wrong lately</h2>
    {errors.length === 0 ? (
      <p className="health-none">
        <IconMoodCheck size={18} aria-hidden="true" /> Nothing since the start.
      </p>
    ) : (
      <ol className="health-errors">
        {errors.map(({ atMs, message, problem, reference }, at) => (
          <li key={`${atMs}-${at}`}>
            <time>{dayAndTime(atMs)}</time>
            <span>
              <strong>{message}</strong> {problem}
            </span>
            {reference !== undefined && <a {...linkTo(`/live/${reference}`)}>Show the trace</a>}
          </li>
        ))}
      </ol>
    )}
  </section>
);
