import { CastellanError } from '../base/errors.ts';
import type { Module, WebParts } from '../sdk/index.ts';

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
  const titles = [...(module.pages ?? []), ...(module.cards ?? [])].map(({ title }) => title);
  const ofCommands = (module.commands ?? []).flatMap(({ name, category, args, sure }) => [
    ...(sure === undefined ? [] : [sure]),
    `${name}.about`,
    `category.${category}`,
    ...Object.keys(args).map((argument) => `${name}.arg.${argument}`),
  ]);
  return [...ofCommands, ...titles]
    .filter((key) => !Object.hasOwn(own, key) && !known.hasText(key))
    .map((key) => `the English text "${key}" is missing`);
}

function rightsMissing(module: Module, known: Known): string[] {
  const own = new Set(module.capabilities?.map(({ name }) => name));
  return rightsWanted(module).flatMap(({ who, capability }) =>
    capability === undefined || own.has(capability) || known.hasCapability(capability)
      ? []
      : [`${who} asks for the capability "${capability}", which nobody declares`],
  );
}

const rightsWanted = ({ commands = [], pages = [], routes = [] }: Module) => [
  ...commands.map(({ name, capability }) => ({ who: `the command "${name}"`, capability })),
  ...pages.map(({ name, capability }) => ({ who: `the page "${name}"`, capability })),
  ...routes.map(({ path, access }) => ({
    who: `the route "${path}"`,
    capability: typeof access === 'string' ? undefined : access.capability,
  })),
];

/** Who in a module needs which ports. */
const needsIn = ({
  name,
  needs = [],
  commands = [],
  listeners = [],
  jobs = [],
  ...web
}: Module) => [
  { who: `The module "${name}"`, needs },
  ...commands.map((command) => ({ who: `the command "${command.name}"`, needs: command.needs })),
  ...listeners.map((one) => ({ who: `the listener to ${one.on}`, needs: one.needs })),
  ...jobs.map((one) => ({ who: `the job "${one.name}"`, needs: one.needs })),
  ...needsOnTheWeb(web),
];

/** Acts of a page get the ports that they name, whatever the page itself needs. */
const needsOnTheWeb = ({ routes = [], pages = [], cards = [] }: WebParts) => [
  ...routes.map(({ path, needs }) => ({ who: `the route "${path}"`, needs })),
  ...pages.map(({ name, needs, acts }) => ({
    who: `the page "${name}"`,
    needs: [...needs, ...Object.values(acts).flatMap((act) => act.needs)],
  })),
  ...cards.map(({ name, needs }) => ({ who: `the card "${name}"`, needs })),
];
