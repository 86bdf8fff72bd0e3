import { expect, test } from 'vitest';
import { bench, castle, person } from '../../../test/support/bench-of-commands.ts';
import { alerts } from './index.ts';

const op = person('op', { standing: 'administrator' });
const helper = person('eve', { standing: 'helper' });

test('an administrator chooses the channel where operators are told, and takes it back', async () => {
  const { says, heard, settings } = await bench([alerts]);
  await says(op, '!alerts here');
  const here = settings.readText('core.alertChannel', {
    ...(castle.space && { space: castle.space }),
  });
  await says(op, '!alerts off');

  expect(here).toBe(castle.channel);
  expect(heard()).toEqual([
    'From now on, operators are told in #castle.',
    'This place has no channel of its own for alerts any more; that of the whole bot holds, where there is one.',
  ]);
});

test('helpers see the alerts of their own place and of no other', async () => {
  const { says, last, ports, clock } = await bench([alerts]);
  const text = { key: 'alerts off.done', facts: {} };
  ports.alerts.raise({
    subject: 'a',
    tone: 'error',
    text,
    ...(castle.space && { space: castle.space }),
  });
  ports.alerts.raise({ subject: 'b', tone: 'warning', text });
  await clock.advance(120_000);
  await says(helper, '!alerts list');

  expect(last()?.card.lines).toHaveLength(1);
  expect(last()?.card.lines?.[0]).toMatch(/^\*\*Error\*\*, 2 min ago: This place/);
});

test('says so when nothing was told', async () => {
  const { says, last } = await bench([alerts]);
  await says(helper, '!alerts list');

  expect(last()?.card.lines).toEqual(['Nothing since the start.']);
});
