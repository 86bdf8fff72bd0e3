import { Code } from '@mantine/core';
import type {
  ExtensionEntry,
  ExtensionLogView,
  ExtensionResourcesEntry,
} from '../../../src/dashboard/extensions-wire.ts';
import { useLookedAt } from '../data/use-looked-at.ts';
import { Problem } from '../parts/problem.tsx';
import { duration, exactTime } from '../text/words.ts';

const kinds: readonly (readonly [keyof ExtensionResourcesEntry, string, string])[] = [
  ['listeners', 'listener', 'listeners'],
  ['jobs', 'job', 'jobs'],
  ['timers', 'timer', 'timers'],
  ['followers', 'follower', 'followers'],
  ['metrics', 'metric', 'metrics'],
  ['settings', 'setting', 'settings'],
  ['tables', 'table', 'tables'],
  ['routes', 'route', 'routes'],
];

/** What it holds just now, in numbers. */
export function resourcesInWords({ resources }: ExtensionEntry): string {
  if (!resources) return '';
  return kinds
    .filter(([kind]) => resources[kind] > 0)
    .map(([kind, one, many]) => `${resources[kind]} ${resources[kind] === 1 ? one : many}`)
    .join(', ');
}

/** With which rights it runs, in words. */
export function rightsInWords({ rights, asks }: ExtensionEntry): string {
  if (!rights) return '';
  if (rights.kind === 'trusted') return 'Trusted: inside Castellan, with all its rights';
  const powers = asks ? [] : rights.powers;
  const own = 'A guest, in a process of its own';
  return powers.length === 0 ? `${own}, without powers` : `${own}; it ${powers.join(', and it ')}`;
}

/** What its process takes. */
export function processInWords({ rights }: ExtensionEntry): string {
  if (rights?.kind !== 'guest') return '';
  const { memoryBytes, usedMs, ends = 0, resting = false } = rights;
  const parts = [
    ...(resting ? ['not running just now'] : []),
    ...(memoryBytes === undefined ? [] : [`${Math.round(memoryBytes / 1e6)} MB of memory`]),
    ...(usedMs === undefined ? [] : [`${duration(usedMs * 1000)} of processor time`]),
    ...(ends > 0 ? [ends === 1 ? 'stopped once' : `stopped ${ends} times`] : []),
  ];
  return parts.join(', ');
}

const isLog = (answer: unknown): answer is ExtensionLogView =>
  typeof answer === 'object' && answer !== null && 'lines' in answer;

const lookEveryMs = 3000;

/** What the log said of it last. */
export function ExtensionLog({ name }: { name: string }) {
  const path = `/api/extensions/${encodeURIComponent(name)}/log`;
  const { found, failure } = useLookedAt(path, isLog, lookEveryMs);
  return (
    <section className="extension-log" aria-label={`Log of ${name}`}>
      {failure !== undefined && <Problem words={failure} />}
      {found?.lines.length === 0 && <p>Nothing since Castellan started.</p>}
      {found !== undefined && found.lines.length > 0 && (
        <ol>
          {[...found.lines].reverse().map(({ atMs, level, message, facts }, at) => (
            <li key={`${atMs} ${at}`} data-level={level}>
              <time dateTime={new Date(atMs).toISOString()}>{exactTime(atMs)}</time>{' '}
              <strong>{level}</strong> {message} {facts !== '' && <Code>{facts}</Code>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
