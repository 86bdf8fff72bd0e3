import type { Mode } from './limits.ts';
import type { WindowLimit } from './sliding-window.ts';

/** The stages of the way out, in order: the target's own limit, then what all targets of a connection share. */
export const outputStageNames = ['output', 'output-global'] as const;
export type OutputStage = (typeof outputStageNames)[number];

/** What one target may be told. */
export interface TargetLimit extends WindowLimit {
  readonly silenceMs: number;
  /** Messages that wait for the end of a silence; what comes on top is dropped. */
  readonly backlog: number;
  /** One waiting message is said in this time. */
  readonly drainEveryMs: number;
}

/** What all targets of one connection may be told together. */
export interface SharedLimit extends WindowLimit {
  /** How long only those who are within their share are answered, once it is overrun. */
  readonly tightMs: number;
  /** The least that a share comes to, however many there are. */
  readonly floor: number;
}

/** Everything that holds for what is said in one place. */
export interface OutputLimits {
  readonly target: TargetLimit;
  readonly shared: SharedLimit;
  readonly modes: Readonly<Record<OutputStage, Mode>>;
}

/** As many hits as a target's ring holds. */
export const mostOutputHits = 64;

const second = 1000;
const day = 86_400 * second;
const field = (preset: number, min: number, max: number) => ({ preset, min, max });

/** Every number of the way out, with what holds when nobody set it and what it may be. */
export const outputFields = {
  outputMax: field(5, 1, mostOutputHits),
  outputWindowMs: field(30 * second, second, day),
  outputSilenceMs: field(300 * second, second, day),
  outputBacklog: field(30, 0, 100),
  outputDrainMs: field(2 * second, 100, 60 * second),
  globalOutputMax: field(20, 5, 200),
  globalOutputWindowMs: field(10 * second, 5 * second, 60 * second),
  globalOutputTightMs: field(15 * second, 5 * second, 120 * second),
  globalOutputFloor: field(3, 1, 20),
} as const;

export type OutputField = keyof typeof outputFields;

/** A target's own limit is off until somebody sets it; the shared one holds from the start. */
export const outputModePresets: Readonly<Record<OutputStage, Mode>> = {
  output: 'off',
  'output-global': 'live',
};

/** What is known of a field or a mode where nothing is: the preset. */
export interface OutputReader {
  number(field: OutputField): number | undefined;
  mode(stage: OutputStage): Mode | undefined;
}

/** Limits out of single values: what is unknown is the preset, what is out of range the nearest that is in it. */
export function outputLimitsFrom(read: OutputReader): OutputLimits {
  const get = (name: OutputField): number => inRange(name, read.number(name));
  return {
    target: {
      max: get('outputMax'),
      windowMs: get('outputWindowMs'),
      silenceMs: get('outputSilenceMs'),
      backlog: get('outputBacklog'),
      drainEveryMs: get('outputDrainMs'),
    },
    shared: {
      max: get('globalOutputMax'),
      windowMs: get('globalOutputWindowMs'),
      tightMs: get('globalOutputTightMs'),
      floor: get('globalOutputFloor'),
    },
    modes: {
      output: read.mode('output') ?? outputModePresets.output,
      'output-global': read.mode('output-global') ?? outputModePresets['output-global'],
    },
  };
}

export const defaultOutputLimits: OutputLimits = outputLimitsFrom({
  number: () => undefined,
  mode: () => undefined,
});

function inRange(name: OutputField, value: number | undefined): number {
  const { preset, min, max } = outputFields[name];
  if (value === undefined || !Number.isFinite(value)) return preset;
  return Math.round(Math.min(max, Math.max(min, value)));
}
