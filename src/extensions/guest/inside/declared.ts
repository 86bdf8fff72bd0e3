import type { Argument, Arguments } from '../../../core/commands/arguments.ts';
import type { Setting } from '../../../core/settings/kinds.ts';
import type { Module } from '../../../sdk/index.ts';
import { webDeclared } from './web.ts';

/** The module as data: all of it but its functions. */
export function declared(module: Module): unknown {
  const { name, version, description, capabilities, texts, tables, needs = [] } = module;
  return {
    ...{ name, version, description, capabilities, texts, tables, needs },
    hands: module.handover !== undefined,
    ...webDeclared(module),
    commands: module.commands?.map((command) => ({
      ...{ ...command, args: argumentsIn(command.args), prepare: undefined },
      ...{ run: undefined, show: undefined, press: undefined },
    })),
    listeners: module.listeners?.map((one) => ({ ...one, hear: undefined })),
    jobs: module.jobs?.map((one) => ({ ...one, run: undefined })),
    settings: Object.fromEntries(
      Object.entries(module.settings ?? {}).map(([key, one]) => [key, settingIn(one)]),
    ),
  };
}

const argumentsIn = (args: Arguments) =>
  Object.fromEntries(Object.entries(args).map(([name, one]) => [name, argumentIn(one)]));

const argumentIn = ({ kind, optional, example, choices, min, max, asked }: Argument<unknown>) => ({
  ...{ kind, optional, example, choices, min, max, asked },
});

const settingIn = ({
  kind,
  default: preset,
  text,
  restart,
  options,
  min,
  max,
  ...more
}: Setting) => ({
  ...{ kind, default: preset, text, restart, options, min, max },
  ...{ maxLength: more.maxLength, maxItems: more.maxItems, ownRule: more.ownRule },
});
