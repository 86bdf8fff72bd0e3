import { Button, Progress } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import type { PlayReport, PlayRun, PlayScenario } from '../../../src/dashboard/wire.ts';
import { wordsOf } from '../data/api.ts';
import { Problem } from '../parts/problem.tsx';
import { span } from '../text/words.ts';
import { playScenario } from './play-actions.ts';
import './scenarios.css';

interface ScenariosProps {
  readonly scenarios: readonly PlayScenario[];
  readonly runs: readonly PlayRun[];
}

/** Attacks to play at the bot, with how each went. */
export function Scenarios({ scenarios, runs }: ScenariosProps) {
  if (scenarios.length === 0) return null;
  return (
    <section className="scenarios" aria-label="Scenarios">
      {scenarios.map((scenario) => (
        <Scenario
          key={scenario.id}
          scenario={scenario}
          run={runs.find((run) => run.scenario === scenario.id)}
          waiting={runs.some((run) => run.state === 'running' && run.scenario !== scenario.id)}
        />
      ))}
    </section>
  );
}

interface ScenarioProps {
  readonly scenario: PlayScenario;
  readonly run: PlayRun | undefined;
  /** Another one is playing; they are played one at a time. */
  readonly waiting: boolean;
}

function Scenario({ scenario, run, waiting }: ScenarioProps) {
  const [failure, setFailure] = useState<string>();
  const running = run?.state === 'running';
  const play = () => {
    setFailure(undefined);
    playScenario(scenario.id).catch((thrown: unknown) => setFailure(wordsOf(thrown)));
  };
  return (
    <article className="scenario" aria-label={scenario.title}>
      <div className="scenario-head">
        <h3>{scenario.title}</h3>
        <Button
          size="compact-sm"
          variant={run ? 'default' : 'light'}
          leftSection={<IconPlayerPlay size={14} aria-hidden="true" />}
          loading={running}
          disabled={waiting}
          title={waiting ? 'Another scenario is playing' : undefined}
          onClick={play}
          aria-label={`Play the scenario ${scenario.title}`}
        >
          {run ? 'Play again' : 'Play'}
        </Button>
      </div>
      {run ? <Outcome run={run} /> : <p>{scenario.description}</p>}
      {failure !== undefined && <Problem words={failure} />}
    </article>
  );
}

function Outcome({ run }: { run: PlayRun }) {
  return (
    <div className="scenario-run" role="status">
      {run.state === 'running' ? (
        <Progress
          value={(100 * run.done) / Math.max(1, run.total)}
          size="sm"
          aria-label="Progress"
        />
      ) : null}
      <p>
        <StateMark run={run} /> {run.note}
      </p>
      {run.report && <Report report={run.report} />}
      {run.facts.length > 0 && (
        <dl>
          {run.facts.map((fact) => (
            <div key={fact.name}>
              <dt>{fact.name}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** What a defender wants to know first: what was kept off, whom it hit wrongly, how soon, and what is left of it. */
function Report({
  report: { refused, falseHits, detectMs, done, lifted },
}: {
  report: PlayReport;
}) {
  return (
    <>
      <dl className="scenario-report">
        <Figure name="refused" value={String(refused)} />
        <Figure name="false hits" value={String(falseHits)} bad={falseHits > 0} />
        <Figure name="time to detect" value={detectMs === undefined ? 'none' : soon(detectMs)} />
      </dl>
      <Sentences title="Done" sentences={done} />
      <Sentences title="Lifted" sentences={lifted} />
    </>
  );
}

const soon = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);

function Figure({ name, value, bad = false }: { name: string; value: string; bad?: boolean }) {
  return (
    <div data-bad={bad || undefined}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Sentences({ title, sentences }: { title: string; sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <div className="scenario-acts">
      <h4>{title}</h4>
      <ul>
        {sentences.map((sentence, at) => (
          <li key={at}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

function StateMark({ run }: { run: PlayRun }) {
  if (run.state === 'running') {
    const far = `${run.done} of ${run.total}`;
    // Many say so themselves.
    return run.note.startsWith(far) ? null : <strong>{far}</strong>;
  }
  const Icon = run.state === 'done' ? IconCircleCheck : IconCircleX;
  const took = run.endedAtMs === undefined ? '' : ` in ${span(run.endedAtMs - run.startedAtMs)}`;
  return (
    <strong className="scenario-state" data-state={run.state}>
      <Icon size={15} aria-hidden="true" />
      {run.state === 'done' ? `Done${took}` : `Failed${took}`}
    </strong>
  );
}
