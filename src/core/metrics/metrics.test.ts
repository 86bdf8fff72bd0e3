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
