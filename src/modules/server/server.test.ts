import { expect, test } from 'vitest';
import { bench, direct, person } from '../../../test/support/bench-of-commands.ts';
import { basics } from '../basics/index.ts';
import { server } from './index.ts';

const ann = person('ann');
const op = person('op', { standing: 'administrator' });

test('an administrator changes the prefix, and the old one is silent', async () => {
  const { says, heard } = await bench([basics, server]);
  await says(op, '!setprefix ?');
  await says(op, '!ping');
  await says(op, '?ping');

  expect(heard()).toEqual([
    'Commands here now begin with `?`, like `?help`.',
    'Pong! The network answers within 12 ms.',
  ]);
});

test.each(['toolong', '""', 'a b'])('a prefix like %s is refused', async (prefix) => {
  const { says, platform } = await bench([basics, server]);

  await says(op, `!setprefix ${prefix}`);

  expect(platform.replies[0]?.card.tone).toMatch(/error|warning/);
});

test('a member may not, and nothing changes', async () => {
  const { says, heard } = await bench([basics, server]);
  await says(ann, '!setprefix ?');
  await says(ann, '!ping');

  expect(heard()[0]).toMatch(/^You may not do that: it takes `settings.manage`/);
  expect(heard()[1]).toMatch(/^Pong/);
});

test('mentionprefix looks at how it is before it changes anything', async () => {
  const { says, heard, settings } = await bench([basics, server]);
  const before = settings.version;
  await says(op, '!mentionprefix enable');
  expect(settings.version).toBe(before);

  await says(op, '!mentionprefix disable');
  await says(op, '!mentionprefix status');

  expect(heard()).toEqual([
    'Addressing me by name makes a command here.',
    'From now on, addressing me by name makes no command.',
    'Addressing me by name makes no command here.',
  ]);
});

test('a language set here is spoken from the next answer on', async () => {
  const { says, heard } = await bench([basics, server]);
  await says(op, '!setlanguage fr');
  await says(op, '!ping');

  expect(heard()[1]).toBe('Pong ! Le réseau répond en 12 ms.');
});

test('serversettings tells what holds here', async () => {
  const { says, last } = await bench([basics, server]);
  await says(op, '!serversettings');

  expect(last()?.card).toMatchObject({
    title: 'Settings of #castle',
    lines: [
      '**Prefix**: `!`',
      '**Commands by name**: on',
      '**Language**: English',
      '**Members**: 3',
      '**Ways to call me**: `!help`, my name and the command',
    ],
  });
});

test('none of it works in direct talk', async () => {
  const { says, heard } = await bench([basics, server], { owners: [op.id] });
  await says(op, 'setprefix ?', { where: direct });

  expect(heard()[0]).toMatch(/works only in a channel or server/);
});
