import type { ExtensionLink, ExtensionView, Say } from '../../sdk/index.ts';

type Mark = 'well' | 'warned' | 'failed' | 'circle' | 'resting';

/** One sign for how an extension is. */
export function markOf({ now, problem, needs, conflicts, cycle }: ExtensionView): Mark {
  if (cycle) return 'circle';
  if (now.state === 'failed') return 'failed';
  if (now.state !== 'running') return 'resting';
  const isTrouble = ({ state }: ExtensionLink): boolean => state !== 'met';
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

const factsOf = ({ name, range, state, found = '' }: ExtensionLink) => ({
  name,
  range,
  state,
  found,
});
