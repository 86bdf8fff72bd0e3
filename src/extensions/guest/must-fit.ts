import { CastellanError } from '../../base/errors.ts';
import type { Need } from '../../sdk/index.ts';
import type { Description } from './check.ts';
import type { Powers } from './powers.ts';

/** What `needs` can name in a guest. Everything else is for extensions that the owner trusts. */
const portsOfGuests: ReadonlySet<string> = new Set<Need>([
  ...(['clock', 'random', 'log', 'settings', 'values', 'tables', 'files'] as const),
  ...(['speak', 'alerts', 'permissions'] as const),
]);

/** Throws with everything that a guest wants and cannot have: nothing of it is passed over in silence. */
export function mustFit(description: Description, powers: Powers): void {
  const { name } = description;
  const wanted = neededBy(description);
  const problems = [
    ...[...wanted]
      .filter((need) => !portsOfGuests.has(need))
      .map((need) => `it needs "${need}": ${onlyTrusted(name)}`),
    ...description.strange.map((what) => `it has ${what}: ${onlyTrusted(name)}`),
    ...undeclared(wanted, powers),
    ...unheard(description, powers),
    ...open(description, powers),
  ];
  if (problems.length > 0) throw new CastellanError('bad-input', `${problems.join('; ')}.`);
}

const onlyTrusted = (name: string): string =>
  `only trusted extensions can, run \`extensions trust ${name}\``;

function neededBy(description: Description): ReadonlySet<string> {
  const { needs, commands, listeners, jobs, routes, pages, cards } = description;
  const acts = pages.flatMap((page) => Object.values(page.acts));
  const parts = [...commands, ...listeners, ...jobs, ...routes, ...pages, ...acts, ...cards];
  return new Set([needs, ...parts.map((one) => one.needs)].flat());
}

function open({ routes }: Description, { publicRoutes }: Powers): readonly string[] {
  const paths = routes.filter(({ access }) => access === 'public').map(({ path }) => path);
  if (paths.length === 0 || publicRoutes) return [];
  return [
    `anybody may come to its ${paths.join(', ')}, and its manifest does not say so: "powers": { "publicRoutes": true }`,
  ];
}

/** Ports that do nothing without a power: better told now than at the first use. */
function undeclared(wanted: ReadonlySet<string>, { actions, files }: Powers): readonly string[] {
  const without = (need: string, isDeclared: boolean, power: string): readonly string[] =>
    wanted.has(need) && !isDeclared
      ? [`it needs "${need}", and its manifest does not say so: "powers": { ${power} }`]
      : [];
  return [
    ...without('speak', actions.includes('speak'), '"actions": ["speak"]'),
    ...without('alerts', actions.includes('alert'), '"actions": ["alert"]'),
    ...without('files', files, '"files": true'),
  ];
}

function unheard({ listeners }: Description, { events }: Powers): readonly string[] {
  const kinds = new Set(listeners.map(({ on }) => on).filter((on) => !events.includes(on)));
  if (kinds.size === 0) return [];
  return [
    `it listens to ${[...kinds].join(', ')}, and its manifest does not say so: "powers": { "events": ${JSON.stringify([...kinds])} }`,
  ];
}
