import { choice, duration, integer } from '../core/settings/kinds.ts';
import { layersOf } from '../core/settings/scope.ts';
import type { SettingSet, Settings } from '../core/settings/settings.ts';
import {
  type Mode,
  type OutputField,
  type OutputLimits,
  type OutputStage,
  type Where,
  modes,
  outputFields,
  outputLimitsFrom,
  outputModePresets,
} from '../guard/index.ts';

/** One sentence for each limit of the way out. */
const sentences: Readonly<Record<OutputField, string>> = {
  outputMax: 'Messages within the window that a channel is told before I am silent there.',
  outputWindowMs: 'The window for what a channel is told.',
  outputSilenceMs: 'How long I am silent in a channel that was told too much.',
  outputBacklog: 'Messages that wait for the end of such a silence; more are dropped.',
  outputDrainMs: 'One waiting message is said in this time.',
  globalOutputMax: 'Messages within the window that one connection sends before it gets tight.',
  globalOutputWindowMs: 'The window for what one connection sends.',
  globalOutputTightMs: 'How long only those within their share are answered once it got tight.',
  globalOutputFloor: 'The least that a share comes to, in messages, while it is tight.',
};

const modeSentences: Readonly<Record<OutputStage, string>> = {
  output: 'Whether the limit on what a channel is told holds, only watches, or is off.',
  'output-global': 'Whether the limit on what a connection sends holds, only watches, or is off.',
};

export const outputSettingOf = (field: OutputField): string => `guard.${field}`;

const modeNames: Readonly<Record<OutputStage, string>> = {
  output: 'guard.outputMode',
  'output-global': 'guard.globalOutputMode',
};

const isField = (name: string): name is OutputField => name in outputFields;
const isGlobal = (field: OutputField): boolean => field.startsWith('global');

const fields = Object.keys(outputFields).filter(isField);

/** The limits of the way out as settings. What concerns a connection is set for the whole instance. */
export const outputSettings: SettingSet = {
  ...Object.fromEntries(
    fields.map((field) => {
      const { preset, min, max } = outputFields[field];
      const common = { default: preset, text: sentences[field] };
      const setting = field.endsWith('Ms')
        ? duration({ ...common, minMs: min, maxMs: max })
        : integer({ ...common, min, max });
      return [outputSettingOf(field), setting];
    }),
  ),
  [modeNames.output]: choice({
    ...{ default: outputModePresets.output, options: modes, text: modeSentences.output },
  }),
  [modeNames['output-global']]: choice({
    ...{ default: outputModePresets['output-global'], options: modes },
    text: modeSentences['output-global'],
  }),
};

/**
 * What holds for what is said in a place. Settings are in memory, and this is worked out once a place and change of
 * settings: no message costs a query, and a change holds from the next message on. That is more than the parameter
 * cache of 60 s that mediabot had (M2, M3).
 */
export function outputLimitsAt(settings: Settings, where: Where): OutputLimits {
  const here = layersOf(where);
  return outputLimitsFrom({
    number: (field) => settings.readNumber(outputSettingOf(field), isGlobal(field) ? {} : here),
    mode: (stage) => modeNamed(settings.readText(modeNames[stage], stage === 'output' ? here : {})),
  });
}

const modeNamed = (name: string): Mode | undefined => modes.find((mode) => mode === name);
