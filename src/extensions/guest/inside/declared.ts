import type { Argument, Arguments } from '../../../core/commands/arguments.ts';
import type { Setting } from '../../../core/settings/kinds.ts';
import type { Module } from '../../../sdk/index.ts';
import { webDeclared } from './web.ts';

/** What of a module, and of its parts, works in a guest. Whatever else is declared, the host refuses. */
const known = {
  module: [
    ...['name', 'version', 'description', 'commands', 'listeners', 'settings', 'capabilities'],
    ...['texts', 'tables', 'jobs', 'needs', 'start', 'handover', 'routes', 'pages', 'cards'],
  ],
  command: [
    ...['name', 'aliases', 'category', 'capability', 'where', 'private', 'slow', 'forgetful'],
    ...['hidden', 'ways', 'menu', 'args', 'needs', 'prepare', 'run', 'show', 'press', 'sure'],
  ],
  argument: [
    ...['kind', 'optional', 'example', 'choices', 'min', 'max', 'fits', 'span', 'suggest'],
    ...['read', 'absent', 'asked'],
  ],
  listener: ['on', 'name', 'lane', 'priority', 'hearsBots', 'needs', 'hear'],
  job: ['name', 'when', 'needs', 'run'],
} as const;

function strangeIn(kind: keyof typeof known, name: string, part: object): readonly string[] {
  const own: readonly string[] = known[kind];
  return Object.entries(part)
    .filter(([key, value]) => value !== undefined && !own.includes(key))
    .map(([key]) => (kind === 'module' ? `"${key}"` : `"${key}" in the ${kind} "${name}"`));
}

const strange = (module: Module): readonly string[] => [
  ...strangeIn('module', module.name, module),
  ...(module.commands ?? []).flatMap((one) => [
    ...strangeIn('command', one.name, one),
    ...Object.entries(one.args).flatMap(([name, argument]) =>
      strangeIn('argument', name, argument),
    ),
  ]),
  ...(module.listeners ?? []).flatMap((one) => strangeIn('listener', one.on, one)),
  ...(module.jobs ?? []).flatMap((one) => strangeIn('job', one.name, one)),
];

/** The module as data: all of it but its functions. */
export function declared(module: Module): unknown {
  const { name, version, description, capabilities, texts, tables, needs = [] } = module;
  return {
    ...{ name, version, description, capabilities, texts, tables, needs },
    ...{ hands: module.handover !== undefined, strange: strange(module) },
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

const argumentIn = ({ suggest, ...argument }: Argument<unknown>) => {
  const { kind, optional, example, choices, min, max, asked } = argument;
  return { kind, optional, example, choices, min, max, asked, suggests: suggest !== undefined };
};

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
