import { CastellanError } from '../base/errors.ts';
import type { Module } from '../sdk/index.ts';

interface Known {
  hasText(key: string): boolean;
  hasCapability(name: string): boolean;
  hasPort(name: string): boolean;
}

/** Throws `bad-input` with everything that is wrong with a module that could be found out without starting it. */
export function checkModule(module: Module, known: Known): void {
  const problems = [...textsMissing(module, known), ...rightsMissing(module, known)];
  for (const { who, needs } of needsIn(module))
    for (const need of needs)
      if (!known.hasPort(need)) problems.push(`${who} needs "${need}", and there is no such port`);
  if (problems.length > 0)
    throw new CastellanError('bad-input', `${module.name}: ${problems.join('; ')}.`);
}

/** A command without its words would stand in help as a key. */
function textsMissing(module: Module, known: Known): string[] {
  const own = module.texts?.en ?? {};
  const wanted = (module.commands ?? []).flatMap(({ name, category, args }) => [
    `${name}.about`,
    `category.${category}`,
    ...Object.keys(args).map((argument) => `${name}.arg.${argument}`),
  ]);
  return wanted
    .filter((key) => !Object.hasOwn(own, key) && !known.hasText(key))
    .map((key) => `the English text "${key}" is missing`);
}

function rightsMissing(module: Module, known: Known): string[] {
  const own = new Set(module.capabilities?.map(({ name }) => name));
  return (module.commands ?? []).flatMap(({ name, capability }) =>
    capability === undefined || own.has(capability) || known.hasCapability(capability)
      ? []
      : [`the command "${name}" asks for the capability "${capability}", which nobody declares`],
  );
}

/** Who in a module needs which ports. */
const needsIn = ({ name, needs = [], commands = [], listeners = [], jobs = [] }: Module) => [
  { who: `The module "${name}"`, needs },
  ...commands.map((command) => ({ who: `the command "${command.name}"`, needs: command.needs })),
  ...listeners.map((one) => ({ who: `the listener to ${one.on}`, needs: one.needs })),
  ...jobs.map((one) => ({ who: `the job "${one.name}"`, needs: one.needs })),
];
