import type { Clock } from '../../src/base/clock.ts';
import { ok, refuse } from '../../src/base/result.ts';
import { coreTexts } from '../../src/core/core-texts.ts';
import { finding } from '../../src/core/health/finding.ts';
import { healthTexts } from '../../src/core/health/health-texts.ts';
import { textBook } from '../../src/core/texts/texts.ts';
import type { HealthPort } from '../../src/dashboard/index.ts';
import { why } from '../../src/modules/why/index.ts';

/** A bot that is a little unwell: one of two networks is away. */
export function sampleHealth(clock: Clock): HealthPort {
  const texts = textBook();
  texts.add(coreTexts);
  texts.add(healthTexts);
  if (why.texts) texts.add(why.texts);
  const away = { online: 1, all: 2, names: 'libera (connection refused)', warnings: '' };
  const vitals = {
    ...{ cpuPercent: 4, memoryBytes: 96 * 2 ** 20, heapBytes: 41 * 2 ** 20, handles: 19 },
    ...{ lagMs: 1.2, worstLagMs: 14, upMs: 7_380_000, messages: 4812, commands: 311, errors: 1 },
    ...{ places: 9, runtime: 'Node 24.1.0 on linux x64' },
  };
  return {
    say: texts.in('en'),
    desk: {
      report: () =>
        Promise.resolve({
          ...{ atMs: clock.now(), state: 'degraded' as const, vitals },
          checks: [
            { name: 'storage', ...finding('ok', 'health.storage.ok', { ms: 2 }) },
            {
              name: 'connections',
              ...finding('degraded', 'health.connections', away, 'health.connections.away'),
            },
          ],
        }),
      history: () =>
        Array.from({ length: 48 }, (_, at) => ({
          atMs: clock.now() - at * 300_000,
          ...(at > 3 && at < 9
            ? { state: 'degraded' as const, unwell: ['connections'] }
            : { state: 'ok' as const, unwell: [] }),
          ...{ lagMs: 1 + (at % 4), memoryBytes: (90 + (at % 7)) * 2 ** 20 },
        })),
      errors: () => [
        {
          atMs: clock.now() - 60_000,
          message: 'A command failed',
          problem: 'no table',
          reference: '3f',
        },
      ],
    },
    why: ({ channel = '' }) =>
      Promise.resolve(
        channel === '#nowhere'
          ? refuse('why.which', { channel, names: 'libera, oftc' })
          : ok({
              channel,
              steps: [
                {
                  name: 'connection',
                  state: 'ok',
                  text: { key: 'why.connection', facts: { connection: 'libera' } },
                },
                {
                  ...{ name: 'speaks', state: 'bad' },
                  text: { key: 'why.speaks.not', facts: { channel, why: 'it is moderated (+m)' } },
                  todo: { key: 'why.speaks.not.todo', facts: { channel } },
                },
              ],
            }),
      ),
  };
}
