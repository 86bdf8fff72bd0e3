import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { ReplayOutcome } from '../../core/commands/guard-lab.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Limits, Where } from '../../guard/index.ts';
import { type FactPlace, type Outcome, type Tape, hourMs, replay } from '../../replay/index.ts';
import type { Cooldowns } from '../cooldowns.ts';
import { type LimitsDraft, limitsAt } from '../guard-limits.ts';
import type { Recording } from './recording.ts';

const dayMs = 24 * hourMs;
/** How long facts that were read are used again: as long as somebody moves a slider. */
const tapeForMs = 10_000;
/** The longest that people in the replay are told apart; the rest is counted. */
const mostPeople = 50;

interface Parts {
  readonly recording: Recording;
  readonly settings: Settings;
  readonly cooldowns: Cooldowns;
  readonly clock: Clock;
  readonly random: Random;
}

/** A channel's recorded days under limits. */
export interface Replayed {
  readonly days: number;
  readonly fromMs: number;
  readonly inForce: ReplayOutcome;
  /** Absent where the draft changes nothing. */
  readonly draft?: ReplayOutcome;
  readonly people: Outcome['people'];
}

/** Runs replays, one after the other: each may take a second of the processor. */
export class Replays {
  readonly #parts: Parts;
  #tape: { readonly days: number; readonly readMs: number; readonly tape: Tape } | undefined;
  #inForce: { tape: Tape; version: number; channel: string; outcome: Outcome } | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What is recorded of the last days, at most as many as are kept. */
  async tape(days = Infinity): Promise<{ readonly days: number; readonly tape: Tape }> {
    const { recording, clock } = this.#parts;
    const wanted = Math.max(1, Math.min(days, recording.days()));
    const nowMs = clock.monotonic();
    const known = this.#tape;
    if (known?.days === wanted && nowMs - known.readMs < tapeForMs) return known;
    const fromMs = Math.floor((clock.now() - wanted * dayMs) / hourMs) * hourMs;
    const tape = await recording.facts.read(fromMs);
    this.#tape = { days: wanted, readMs: nowMs, tape };
    return this.#tape;
  }

  run(channel: FactPlace, draft: LimitsDraft | undefined, days?: number): Promise<Replayed> {
    const turn = this.#running.then(() => this.#run(channel, draft, days));
    this.#running = turn.catch(() => undefined);
    return turn;
  }

  async #run({ channel }: FactPlace, draft: LimitsDraft | undefined, wanted?: number) {
    const { days, tape } = await this.tape(wanted);
    const inForce = await this.#asItIs(tape, channel);
    const drafted = draft && (await this.#outcome(tape, channel, draft));
    return {
      ...{ days, fromMs: tape.fromMs, inForce: inWords(inForce) },
      ...(drafted && { draft: inWords(drafted) }),
      people: (drafted ?? inForce).people.slice(0, mostPeople),
    };
  }

  /** While a slider is moved only the draft changes. */
  async #asItIs(tape: Tape, channel: string): Promise<Outcome> {
    const { version } = this.#parts.settings;
    const known = this.#inForce;
    if (known?.tape === tape && known.version === version && known.channel === channel)
      return known.outcome;
    const outcome = await this.#outcome(tape, channel, undefined);
    this.#inForce = { tape, version, channel, outcome };
    return outcome;
  }

  #outcome(tape: Tape, channel: string, draft: LimitsDraft | undefined): Promise<Outcome> {
    const { settings, cooldowns, random } = this.#parts;
    const known = new Map<Where, Limits>();
    return replay({
      ...{ tape, random, cooldownMs: (command, where) => cooldowns.of(command, where) },
      limitsFor(where) {
        const limits =
          known.get(where) ??
          limitsAt(settings, where, where.channel === channel ? draft : undefined);
        known.set(where, limits);
        return limits;
      },
      counts: (place) => place.channel === channel,
      turn: () => new Promise((resolve) => setImmediate(resolve)),
    });
  }
}

const inWords = ({ people, ...outcome }: Outcome): ReplayOutcome => ({
  ...outcome,
  people: people.filter(({ refused }) => refused > 0).length,
  flaggedPeople: people.filter(({ flagged }) => flagged > 0).length,
});
