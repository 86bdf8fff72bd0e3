/** The Playground's side of the simulated networks: people who speak there, and attacks to play. */
import { err, ok } from '../../base/result.ts';
import type {
  NetworkId,
  PlayChange,
  PlayRun,
  PlaygroundPort,
  Played,
} from '../../dashboard/index.ts';
import type { Random } from '../../base/random.ts';
import type { PlayedNetwork } from './network.ts';
import { messageOf } from '../../base/errors.ts';
import { problem } from './problems.ts';
import { type Progress, type Scenario, type Stage, scenarios } from './scenarios/index.ts';

interface Parts extends Stage {
  readonly random: Random;
  readonly networks: Readonly<Record<NetworkId, PlayedNetwork>>;
}

/** The port that the dashboard asks. One scenario plays at a time. */
export function playground(parts: Parts): PlaygroundPort {
  const { networks, traces, life } = parts;
  const both = [networks.discord, networks.irc];
  const runs = new Map<string, PlayRun>();
  const listeners = new Set<(change: PlayChange) => void>();
  life.own(traces.follow((trace) => both.forEach((network) => network.explain(trace))));

  const tell = (run: PlayRun): PlayRun => {
    runs.set(run.scenario, run);
    for (const listener of listeners) listener({ kind: 'run', run });
    return run;
  };

  function play(id: string): Played<PlayRun> {
    const scenario = scenarios.find((one) => one.id === id);
    if (!scenario) return refused(`There is no scenario "${id}".`, 'Reload the page.');
    if ([...runs.values()].some((run) => run.state === 'running')) {
      return refused('Another scenario is playing.', 'Wait until it has ended.');
    }
    const run = tell(newRun(scenario, parts));
    void playOut(scenario, run, { parts, tell });
    return Promise.resolve(ok(run));
  }

  return {
    snapshot: () => ({
      networks: both.map((network) => network.snapshot()),
      scenarios: scenarios.map(({ id, title, description }) => ({ id, title, description })),
      runs: [...runs.values()],
    }),
    follow(listener) {
      listeners.add(listener);
      const stops = both.map((network) => network.follow(listener));
      return () => {
        listeners.delete(listener);
        for (const stop of stops) stop();
      };
    },
    say: (network, said) => networks[network].say(said),
    direct: (network, said) => networks[network].direct(said),
    press: (network, pressed) => networks[network].press(pressed),
    choose: (network, chosen) => networks[network].choose(chosen),
    slash: (network, invoked) => networks[network].slash(invoked),
    submit: (network, filled) => networks[network].submit(filled),
    complete: (network, asked) => networks[network].complete(asked),
    play,
  };
}

const refused = (message: string, todo: string) => Promise.resolve(err(problem(message, todo)));

const newRun = ({ id, total }: Scenario, { clock, random }: Parts): PlayRun => ({
  ...{ id: random.token(6), scenario: id, state: 'running', done: 0, total },
  ...{ startedAtMs: clock.now(), note: 'Starting', facts: [] },
});

/** Plays to the end and tells each step. A scenario that fails is told as failed; it does not fail the program. */
async function playOut(
  scenario: Scenario,
  run: PlayRun,
  { parts, tell }: { parts: Parts; tell: (run: PlayRun) => PlayRun },
): Promise<void> {
  const at = (step: Progress): PlayRun => ({ ...run, ...step });
  try {
    const report = await scenario.play(parts, (step) => tell(at(step)));
    tell({ ...at(report), state: 'done', endedAtMs: parts.clock.now() });
  } catch (failure) {
    tell({ ...run, state: 'failed', note: messageOf(failure), endedAtMs: parts.clock.now() });
  }
}
