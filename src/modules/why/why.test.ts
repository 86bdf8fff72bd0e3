import { expect, test } from 'vitest';
import { channelOn, spaceId } from '../../base/ids.ts';
import { bench, castle, connection, person } from '../../../test/support/bench-of-commands.ts';
import { basics } from '../basics/index.ts';
import { server } from '../server/index.ts';
import { why } from './index.ts';

const ann = person('ann');
const mod = person('mod', { standing: 'moderator' });
const modules = [basics, server, why];

test('why tells the last refusal, in private', async () => {
  const { says, last, clock } = await bench(modules);
  await says(ann, '!setprefix ?');
  await clock.advance(90_000);
  await says(ann, '!why');

  expect(last()).toMatchObject({
    card: {
      title: 'Why setprefix was refused 1 min 30 s ago',
      lines: [expect.stringMatching(/it takes `settings.manage`/)],
    },
    options: { private: true },
  });
});

test('why has nothing to tell to one who was never refused', async () => {
  const { says, heard } = await bench(modules);
  await says(ann, '!why');

  expect(heard()).toEqual(['I have not refused you anything lately.']);
});

test('trace shows the last decision here, step by step', async () => {
  const { says, last } = await bench(modules);
  await says(ann, '!ping');
  await says(mod, '!trace');

  expect(last()?.card.lines?.[0]).toBe('**ann**: !ping');
  expect(last()?.card.lines?.[1]).toMatch(/^`parse` allow: ping with "" \(\d+ µs\)$/);
  expect(last()?.card.footer).toMatch(/^answered after/);
});

test('trace does not tell what was said in another community', async () => {
  const { says, heard, ports } = await bench(modules);
  const elsewhere = {
    ...castle,
    channel: channelOn(connection, '#secret'),
    space: spaceId('irc:libera:#secret'),
  };
  await says(ann, '!ping', { where: elsewhere });
  const id = ports.traces.recent(1)[0]?.id ?? '';
  await says(mod, `!trace ${id}`);

  expect(heard().at(-1)).toBe('There is no such trace any more: the last 1,000 are kept.');
});

test('trace is not for members', async () => {
  const { says, heard } = await bench(modules);
  await says(ann, '!trace');

  expect(heard()[0]).toMatch(/it takes `trace.view`, which moderators/);
});
