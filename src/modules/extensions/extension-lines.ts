import type { ExtensionLink, ExtensionView, Say } from '../../sdk/index.ts';

type Mark = 'well' | 'asking' | 'warned' | 'failed' | 'circle' | 'resting';

/** One sign for how an extension is. */
export function markOf({ now, problem, needs, conflicts, cycle, asks }: ExtensionView): Mark {
  if (cycle) return 'circle';
  if (now.state === 'failed' || now.state === 'asking') return now.state;
  if (now.state !== 'running') return 'resting';
  const isTrouble = ({ state }: ExtensionLink): boolean => state !== 'met';
  if (asks) return 'asking';
  return problem || needs.some(isTrouble) || conflicts.some(isTrouble) ? 'warned' : 'well';
}

/** What is wrong, with its place in the sources. */
export function problemIn({ problem }: ExtensionView): string | undefined {
  if (!problem) return undefined;
  const { file, line, column, message, cause } = problem;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const why = cause === undefined ? '' : ` (${cause})`;
  return `${place === '' ? '' : `${place}: `}${message}${why}`;
}

/** One extension in one line. */
export function extensionLine(view: ExtensionView, say: Say): string {
  const { name, version, origin, now, commands } = view;
  return say('extensions list.line', {
    ...{ mark: markOf(view), name, version, origin, state: now.state },
    ms: now.state === 'running' ? Math.round(now.tookMs) : 0,
    commands: commands.length,
  });
}

/** What it has to do with others, one line each. */
export const linkLines = (
  { needs, conflicts, cycle }: ExtensionView,
  say: Say,
): readonly string[] => [
  ...needs.map((link) => say('extensions link.needs', factsOf(link))),
  ...conflicts.map((link) => say('extensions link.conflicts', factsOf(link))),
  ...(cycle ? [say('extensions link.cycle', { way: cycle.join(' → ') })] : []),
];

/** With which rights it runs, and what it asks for. */
export const rightsLines = ({ name, rights, asks }: ExtensionView, say: Say): readonly string[] => [
  ...(rights?.kind === 'trusted' ? [say('extensions rights.trusted')] : []),
  ...(rights?.kind === 'guest'
    ? [
        say('extensions rights.guest', {
          megabytes: Math.round((rights.memoryBytes ?? 0) / 1e6),
          ends: rights.ends ?? 0,
          resting: rights.resting === true ? 'yes' : 'no',
        }),
        ...(asks ? [] : powerLines(rights.powers, say)),
      ]
    : []),
  ...(asks ? [say('extensions rights.asks', { name }), ...powerLines(asks, say)] : []),
];

const powerLines = (powers: NonNullable<ExtensionView['asks']>, say: Say): readonly string[] =>
  powers.map(({ key, facts }) => say('extensions rights.power', { power: say(key, facts) }));

/** What it has just now. */
export const resourceLines = ({ resources }: ExtensionView, say: Say): readonly string[] =>
  resources ? [say('extensions info.resources', { ...resources })] : [];

const factsOf = ({ name, range, state, found = '' }: ExtensionLink) => ({
  name,
  range,
  state,
  found,
});
