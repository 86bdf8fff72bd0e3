import { expect, test } from 'vitest';
import { bench, castle, person } from '../../../test/support/bench-of-commands.ts';
import { defineModule, listener } from '../../sdk/index.ts';
import { hooks as module } from './index.ts';

const owner = person('teuk');
const ann = person('ann');
const greeter = defineModule({
  ...{ name: 'greeter', version: '1.0.0' },
  listeners: [
    listener({
      on: 'member-joined',
      hear: () => {
        throw new Error('no such channel');
      },
    }),
    listener({ on: 'message', name: 'thanks', hear: () => {} }),
  ],
});
const failing = 'member-joined:greeter';

async function house() {
  const made = await bench([module, greeter], { owners: [owner.id] });
  return {
    ...made,
    async joins(times: number) {
      for (let turn = 0; turn < times; turn += 1) {
        made.hooks.emit({
          ...{ kind: 'member-joined', atMs: 0, quiet: false },
          where: castle,
          actor: ann,
        });
        await made.clock.advance(0);
      }
    },
    lines: () => made.last()?.card.lines ?? [],
    words: () => made.last()?.card.say,
  };
}

test('list shows what rests first, with counts, times and the last problem', async () => {
  const { says, joins, lines, last, clock } = await house();
  await joins(6);
  await clock.advance(10_000);
  await says(owner, '!eh_list');

  expect(last()?.card.tone).toBe('warning');
  expect(lines()[1]).toBe(
    `\`${failing}\` · ⚠️ rests for 50 s more · 5 calls, 5 failed, 1 left out · 0.0 ms on average, 0.0 ms at most — last problem: no such channel`,
  );
  expect(lines()[2]).toMatch(/^`message:greeter.thanks` · ready · 0 calls/);
});

test('history shows the last calls, as many as asked for, or of one kind of event', async () => {
  const { says, joins, lines } = await house();
  await joins(3);
  await says(owner, '!hooks history 2');
  expect(lines()).toEqual([
    `1 s ago: \`${failing}\` **failed** after 0.0 ms no such channel`,
    `1 s ago: \`${failing}\` **failed** after 0.0 ms no such channel`,
  ]);
  await says(owner, '!eh_history 50 message');
  expect(lines()).toEqual(['None was called yet.']);
  await says(owner, '!eh_history 51');
  expect(lines()).not.toHaveLength(51);
});

test('disable and enable hold at once, and say the way back', async () => {
  const { says, joins, words, hooks, settings } = await house();
  await says(owner, `!eh_disable ${failing}`);
  expect(words()).toBe(`\`${failing}\` is disabled. \`hooks enable ${failing}\` brings it back.`);
  expect(settings.readList('hooks.disabled', {})).toEqual([failing]);
  await joins(2);
  expect(hooks.list()[0]).toMatchObject({ runs: 0, skipped: 2, now: { state: 'disabled' } });
  await says(owner, `!hooks enable ${failing}`);
  await joins(1);

  expect(hooks.list()[0]).toMatchObject({ runs: 1 });
});

test('reset lets a resting hook be called again', async () => {
  const { says, joins, words, hooks } = await house();
  await joins(5);
  await says(owner, `!eh_reset_circuit ${failing}`);

  expect(words()).toBe('Its failures are forgotten.');
  expect(hooks.list()[0]?.now).toEqual({ state: 'ready' });
});

test('alert sends what concerns hooks to a channel of its own', async () => {
  const { says, words, settings } = await house();
  await says(owner, '!eh_alert_channel');

  expect(words()).toBe('From now on, operators are told of hooks in #castle.');
  expect(settings.readText('hooks.alertChannel', {})).toBe(castle.channel);
});

test('what does not exist is refused with the way to what does', async () => {
  const { says, heard } = await house();
  await says(owner, '!hooks disable message:nobody');
  await says(owner, '!hooks reset message:nobody');

  expect(heard()).toEqual([
    'There is no hook `message:nobody`. `hooks list` shows those that there are.',
    'There is no hook `message:nobody`. `hooks list` shows those that there are.',
  ]);
});

test('only the owner of the bot may', async () => {
  const { says, heard } = await house();
  const admin = person('boss', { standing: 'owner' });
  for (const line of [
    'list',
    'history',
    `disable ${failing}`,
    `enable ${failing}`,
    `reset ${failing}`,
    'alert',
  ])
    await says(admin, `!hooks ${line}`);

  expect(heard()).toHaveLength(6);
  for (const answer of heard())
    expect(answer).toMatch(/^You may not do that: it takes `hooks.manage`/);
});
