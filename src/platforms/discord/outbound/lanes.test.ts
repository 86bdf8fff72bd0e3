import { expect, test } from 'vitest';
import { Lanes } from './lanes.ts';

test('one at a time in a channel, higher lanes first, other channels at once', async () => {
  const lanes = new Lanes();
  const gate = Promise.withResolvers<undefined>();
  const order: string[] = [];
  const say = (channel: string, lane: 'urgent' | 'operator' | 'normal' | 'bulk', text: string) =>
    lanes.run(channel, lane, async () => {
      order.push(text);
      if (text === 'first') await gate.promise;
    });
  const all = [
    say('a', 'bulk', 'first'),
    say('a', 'bulk', 'bulk'),
    say('a', 'normal', 'normal'),
    say('a', 'operator', 'operator'),
    say('a', 'urgent', 'urgent'),
    say('b', 'bulk', 'elsewhere'),
  ];
  await Promise.resolve();
  expect(order).toEqual(['first', 'elsewhere']);
  gate.resolve(undefined);
  await Promise.all(all);

  expect(order).toEqual(['first', 'elsewhere', 'urgent', 'operator', 'normal', 'bulk']);
});

test('what fails holds up nobody', async () => {
  const lanes = new Lanes();
  const failing = lanes.run('a', 'normal', () => Promise.reject(new Error('no')));
  const next = lanes.run('a', 'normal', () => Promise.resolve('fine'));

  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('fine');
});

test('a queue without end is refused', async () => {
  const lanes = new Lanes();
  const never = lanes.run('a', 'normal', () => new Promise(() => undefined));
  const waiting = Array.from({ length: 1_000 }, () =>
    lanes.run('a', 'bulk', () => Promise.resolve()),
  );

  await expect(lanes.run('a', 'bulk', () => Promise.resolve())).rejects.toMatchObject({
    code: 'not-available',
  });
  expect(waiting).toHaveLength(1_000);
  expect(never).toBeInstanceOf(Promise);
});

test('a flooded channel has one call on the way at a time, so it takes one turn of what all channels share', async () => {
  const lanes = new Lanes();
  const onTheWay: (() => void)[] = [];
  const said: string[] = [];
  const call = (channel: string, text: string) =>
    lanes.run(channel, 'normal', async () => {
      await new Promise<void>((resolve) => onTheWay.push(resolve));
      said.push(text);
    });
  const all = Array.from({ length: 500 }, (_, one) => call('flooded', `flood ${one}`));
  all.push(call('calm', 'calm'));
  await Promise.resolve();

  // What all channels share (50 calls a second) is asked for by one of each.
  expect(onTheWay).toHaveLength(2);
  for (let turn = 0; turn < 2; turn += 1) {
    onTheWay.shift()?.();
    await new Promise(setImmediate);
  }
  expect(said).toEqual(['flood 0', 'calm']);
  for (let next = onTheWay.shift(); next; next = onTheWay.shift()) {
    next();
    await new Promise(setImmediate);
  }
  await Promise.all(all);
});
