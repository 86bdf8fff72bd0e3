import { expect, test } from 'vitest';
import { bench, castle, person } from '../../../test/support/bench-of-commands.ts';
import { channelId } from '../../base/ids.ts';
import { defineTexts } from '../texts/texts.ts';
import { type Alert } from './alerts.ts';
import { tellOperators } from './operators-channel.ts';

const words = defineTexts({
  en: { 'guard.silenced': '**{place}** is silent.' },
  fr: { 'guard.silenced': '**{place}** est silencieux.' },
});
const silenced: Alert = {
  ...{ subject: 'guard:libera/#castle', tone: 'warning' },
  ...(castle.space && { space: castle.space }),
  text: { key: 'guard.silenced', facts: { place: '#castle' } },
};

async function operators() {
  const { ports, platform, log, settings, clock } = await bench([]);
  ports.texts.add(words);
  const said: unknown[] = [];
  const speaking = {
    ...platform,
    say: (...words: readonly unknown[]) => {
      said.push(words);
      return Promise.resolve({});
    },
  };
  const ops = channelId('libera/#ops');
  tellOperators({
    ...ports,
    log,
    platformOf: (channel) => (channel === ops ? speaking : undefined),
  });
  const tellIn = (channel: string) =>
    settings.write('core.alertChannel', `space:${castle.space}`, channel, person('op').id);
  return { said, log, settings, tellIn, clock, ops, raise: ports.alerts.raise };
}

test('is told in the channel of the space, in its language, before ordinary answers', async () => {
  const { said, settings, tellIn, raise, ops } = await operators();
  await tellIn(ops);
  await settings.write('core.language', `space:${castle.space}`, 'fr', person('op').id);
  raise(silenced);

  const card = { tone: 'warning', say: '**#castle** est silencieux.' };
  expect(said).toEqual([[ops, card, { lane: 'operator' }]]);
});

test('is in the log where no channel is set', async () => {
  const { said, log, raise } = await operators();
  raise(silenced);

  expect(said).toEqual([]);
  expect(log.lines.map(({ message }) => message)).toContain('#castle is silent.');
});

test('a channel on a network that is gone is logged and harms nobody', async () => {
  const { log, tellIn, raise, clock } = await operators();
  await tellIn('oftc/#ops');
  raise(silenced);
  await clock.advance(0);

  expect(log.lines.map(({ message }) => message)).toContain('An alert could not be said');
});
