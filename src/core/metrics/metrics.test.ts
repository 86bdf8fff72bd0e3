import { expect, test } from 'vitest';
import { channelOn, connectionId } from '../../base/ids.ts';
import type { InboundEvent, Place } from '../event.ts';
import { metrics } from './metrics.ts';

const connection = connectionId('net');
const where: Place = {
  connection,
  platform: 'irc',
  channel: channelOn(connection, '#castle'),
  name: '#castle',
};
const event = (kind: 'message' | 'message-edited') => ({ kind, where }) as InboundEvent;

const line = (text: string, start: string): string | undefined =>
  text.split('\n').find((one) => one.startsWith(start));

test('a scrape tells events and uses of commands, and nothing twice', async () => {
  const counted = metrics();
  for (let at = 0; at < 3; at += 1) counted.message(event('message'));
  counted.message(event('message-edited'));
  counted.command('choose', event('message'), 'answered');
  counted.command('choose', event('message'), 'refused');
  await counted.scrape();
  counted.command('choose', event('message'), 'answered');
  const text = await counted.scrape();
  expect(line(text, 'castellan_events_total{platform="irc",kind="message"}')).toMatch(/ 3$/);
  expect(line(text, 'castellan_events_total{platform="irc",kind="message-edited"}')).toMatch(/ 1$/);
  const uses = 'castellan_commands_total{command="choose",platform="irc",outcome=';
  expect(line(text, `${uses}"answered"`)).toMatch(/ 2$/);
  expect(line(text, `${uses}"refused"`)).toMatch(/ 1$/);
  expect(counted.tally()).toEqual({
    messages: 3,
    commands: 3,
    errors: 0,
    top: [{ command: 'choose', uses: 3 }],
  });
});

test('what is watched is read at each scrape, until it is watched no more', async () => {
  const counted = metrics();
  let queries = 1;
  const stop = counted.watch('castellan_queries', 'Queries', () => queries);
  expect(line(await counted.scrape(), 'castellan_queries ')).toBe('castellan_queries 1');
  queries = 5;
  const [one, other] = await Promise.all([counted.scrape(), counted.scrape()]);
  expect(line(one, 'castellan_queries ')).toBe('castellan_queries 5');
  expect(line(other, 'castellan_queries ')).toBe('castellan_queries 5');
  stop();
  expect(line(await counted.scrape(), 'castellan_queries ')).toBeUndefined();
});

test('a scrape also tells of Node', async () => {
  expect(line(await metrics().scrape(), 'process_resident_memory_bytes ')).toBeDefined();
});

test('series with labels are read at each scrape, counters and gauges, until they are told no more', async () => {
  const counted = metrics();
  let refused = 2;
  const stop = counted.series({
    ...{ name: 'castellan_refused_total', help: 'Refused', type: 'counter', labels: ['stage'] },
    read: () => [{ labels: { stage: 'window' }, count: refused }],
  });
  counted.series({
    ...{ name: 'castellan_held', help: 'Held', type: 'gauge', labels: [] },
    read: () => [{ labels: {}, count: -1 }],
  });
  expect(line(await counted.scrape(), 'castellan_refused_total{')).toBe(
    'castellan_refused_total{stage="window"} 2',
  );
  refused += 1;
  const text = await counted.scrape();
  expect(text).toContain('# TYPE castellan_refused_total counter');
  expect(line(text, 'castellan_refused_total{')).toMatch(/ 3$/);
  expect(line(text, 'castellan_held ')).toBe('castellan_held -1');
  stop();

  expect(await counted.scrape()).not.toContain('castellan_refused_total');
});

test('a counter must be called a total', () => {
  const wrong = { name: 'castellan_refused', help: '', type: 'counter', labels: [] } as const;

  expect(() => metrics().series({ ...wrong, read: () => [] })).toThrow(/castellan_refused_total/);
});

test('what is no command is `unknown`, and so are commands beyond a thousand (BM16)', async () => {
  const counted = metrics();
  counted.unknown(event('message'), 'answered');
  for (let one = 0; one < 1500; one += 1) {
    counted.command(`c${one}`, event('message'), 'answered');
  }
  const names = (await counted.scrape()).match(/castellan_commands_total\{/g);

  expect(names).toHaveLength(1001);
  expect(line(await counted.scrape(), 'castellan_commands_total{command="unknown"')).toMatch(
    / 501$/,
  );
});
