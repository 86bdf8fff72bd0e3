import { expect, test } from 'vitest';
import { bench, castle, person } from '../../../test/support/bench-of-commands.ts';
import { channelOn, spaceId } from '../../base/ids.ts';
import { sleep } from '../../base/clock.ts';
import { defineModule } from '../../sdk/index.ts';
import type { InboundEvent, Place } from '../event.ts';
import { hookLimits } from './limits.ts';
import { type Listener, listener } from './listener.ts';

const ann = person('ann');
const tower: Place = {
  ...castle,
  ...{ channel: channelOn(castle.connection, '#tower'), name: '#tower' },
  space: spaceId('irc:libera:#tower'),
};
const owner = { actor: 'console:local', via: 'console' };

function said(text: string, where = castle, actor = ann): InboundEvent {
  const reply = { where, actor };
  return {
    ...{ kind: 'message', atMs: 0, actor, text, where, reply },
    ...{ replayed: false, unanswerable: false },
  };
}

const never = () => new Promise<void>(() => {});

async function hearing(...listeners: readonly Listener[]) {
  const module = defineModule({ name: 'ears', version: '1.0.0', listeners });
  const made = await bench([module]);
  const { hooks, clock } = made;
  return {
    ...made,
    emit: (...events: readonly InboundEvent[]) => {
      for (const event of events) hooks.emit(event);
      return clock.advance(0);
    },
    hook: (name: string) => hooks.list().find(({ id }) => id.endsWith(`.${name}`)),
  };
}

test('a hook hears what it listens for, with the ports that it named', async () => {
  const heard: string[] = [];
  const { emit, hook } = await hearing(
    listener({
      ...{ name: 'hear', on: 'message', needs: ['product'] },
      hear: (event, { product }) => void heard.push(`${product.name} heard ${event.text}`),
    }),
  );
  await emit(said('hello'), { ...said('bye'), kind: 'message-edited', id: 'm1' } as never);

  expect(heard).toEqual(['Castellan heard hello']);
  expect(hook('hear')).toMatchObject({ id: 'message:ears.hear', runs: 1, failures: 0 });
});

test('of one event, the hook of higher priority begins first', async () => {
  const order: string[] = [];
  const named = (name: string, priority: number) =>
    listener({ name, priority, on: 'message', hear: () => void order.push(name) });
  const { emit } = await hearing(named('last', -1), named('first', 10), named('middle', 0));
  await emit(said('now'));

  expect(order).toEqual(['first', 'middle', 'last']);
});

test('what happens in one channel comes one after the other, in order; channels do not wait for each other', async () => {
  const log: string[] = [];
  const { emit, clock } = await hearing(
    listener({
      ...{ name: 'slow', on: 'message', needs: ['clock'] },
      async hear(event, { clock }) {
        log.push(`${event.text} begins`);
        await sleep(clock, 1000);
        log.push(`${event.text} ends`);
      },
    }),
  );
  await emit(said('a1'), said('a2'), said('b1', tower));
  expect(log).toEqual(['a1 begins', 'b1 begins']);
  await clock.advance(2000);

  expect(log).toEqual(['a1 begins', 'b1 begins', 'a1 ends', 'a2 begins', 'b1 ends', 'a2 ends']);
});

test('N26: a hook that hangs takes its own slots and keeps no other hook waiting', async () => {
  let heard = 0;
  const { emit, hook } = await hearing(
    listener({ name: 'hang', on: 'message', hear: never }),
    listener({ name: 'count', on: 'message', hear: () => void (heard += 1) }),
  );
  const channels = Array.from({ length: 300 }, (_, at) => ({
    ...{ ...castle, channel: channelOn(castle.connection, `#c${at}`) },
  }));
  await emit(...channels.map((where) => said('x', where)));

  expect(heard).toBe(300);
  expect(hook('hang')).toMatchObject({ running: hookLimits.slotsOfOne });
});

test('a call ends after ten seconds, and its signal tells the hook so', async () => {
  const reasons: string[] = [];
  const { emit, clock, hook, hooks } = await hearing(
    listener({
      ...{ name: 'late', on: 'message' },
      hear(_event, _ports, { signal }) {
        signal.addEventListener('abort', () => reasons.push(String(signal.reason)));
        return never();
      },
    }),
  );
  await emit(said('x'));
  await clock.advance(9999);
  expect(reasons).toEqual([]);
  await clock.advance(1);

  expect(reasons).toEqual(['CastellanError: It took longer than 10 s']);
  expect(hook('late')).toMatchObject({ failures: 1, timeouts: 1, running: 0, longestMs: 10_000 });
  expect(hooks.history(10)[0]).toMatchObject({ outcome: 'timed-out', tookMs: 10_000 });
});

const failing = (isWell: () => boolean, called: () => void = () => {}) =>
  listener({
    ...{ name: 'fail', on: 'message' },
    hear() {
      called();
      if (!isWell()) throw new Error('no such table');
    },
  });

test('five failures within five minutes open the breaker for a minute; then one probe closes it', async () => {
  let [well, calls] = [false, 0];
  const { emit, clock, hook, ports } = await hearing(
    failing(
      () => well,
      () => (calls += 1),
    ),
  );
  for (let turn = 0; turn < 4; turn += 1) await emit(said('x'));
  expect(hook('fail')?.now).toEqual({ state: 'ready' });
  await emit(said('x'));
  const openedAtMs = clock.now();
  expect(hook('fail')?.now).toEqual({
    ...{ state: 'open', sinceMs: openedAtMs, retryAtMs: openedAtMs + 60_000 },
  });
  await clock.advance(59_999);
  await emit(said('x'));
  expect([calls, hook('fail')?.skipped]).toEqual([5, 1]);
  well = true;
  await clock.advance(1);
  await emit(said('x'));

  expect([calls, hook('fail')?.now.state]).toEqual([6, 'ready']);
  expect(ports.alerts.recent().map(({ text }) => text.key)).toEqual([
    'alert.hook-closed',
    'alert.hook-open',
  ]);
});

test('a probe that fails opens the breaker for another minute, and while it runs no second call is made', async () => {
  let calls = 0;
  const { emit, clock, hook } = await hearing(
    listener({
      ...{ name: 'fail', on: 'message', needs: ['clock'] },
      async hear(_event, { clock }) {
        calls += 1;
        await sleep(clock, 100);
        throw new Error('still broken');
      },
    }),
  );
  for (let turn = 0; turn < 5; turn += 1) {
    await emit(said('x'));
    await clock.advance(100);
  }
  await clock.advance(60_000);
  await emit(said('x'), said('y', tower));
  expect([calls, hook('fail')?.now.state]).toEqual([6, 'probing']);
  await clock.advance(100);

  expect([calls, hook('fail')?.now.state]).toEqual([6, 'open']);
});

test('four failures and a long rest do not open it', async () => {
  const { emit, clock, hook } = await hearing(failing(() => false));
  for (let turn = 0; turn < 4; turn += 1) await emit(said('x'));
  await clock.advance(300_000);
  await emit(said('x'));

  expect(hook('fail')?.now).toEqual({ state: 'ready' });
});

test('a wall clock that is set back keeps no breaker open', async () => {
  let well = false;
  const { emit, clock, hook } = await hearing(failing(() => well));
  for (let turn = 0; turn < 5; turn += 1) await emit(said('x'));
  clock.stepWall(-3_600_000);
  well = true;
  await clock.advance(60_000);
  await emit(said('x'));

  expect(hook('fail')?.now).toEqual({ state: 'ready' });
});

test('a breaker can be reset by hand', async () => {
  const { emit, hook, ports } = await hearing(failing(() => false));
  for (let turn = 0; turn < 5; turn += 1) await emit(said('x'));
  const reset = ports.hooks.reset('message:ears.fail');

  expect(reset).toMatchObject({ ok: true, value: { now: { state: 'ready' } } });
  await emit(said('x'));
  expect(hook('fail')).toMatchObject({ failures: 6, now: { state: 'ready' } });
});

test('what is disabled hears nothing, also where it is registered again, until it is enabled', async () => {
  let heard = 0;
  const counting = listener({
    ...{ name: 'count', on: 'message' },
    hear: () => void (heard += 1),
  });
  const { emit, hooks, ports, settings } = await hearing(counting);
  const id = 'message:ears.count';
  expect(await ports.hooks.disable(id, owner)).toMatchObject({ ok: true });
  expect(settings.readList('hooks.disabled', {})).toEqual([id]);
  await emit(said('x'));
  const again = defineModule({ name: 'eyes', version: '1.0.0', listeners: [counting] });
  await ports.hooks.disable('message:eyes.count', owner);
  hooks.add(again.name, again.listeners ?? [], () => ports);
  await settings.write('hooks.disabled', 'instance', `${id},message:eyes.count`, owner);
  await emit(said('x'));
  expect(heard).toBe(0);
  await ports.hooks.enable(id, owner);
  await emit(said('x'));

  expect(heard).toBe(1);
  expect(await ports.hooks.enable(id, owner)).toMatchObject({
    error: { key: 'hooks.not-disabled' },
  });
  expect(await ports.hooks.disable('message:nobody.x', owner)).toMatchObject({
    error: { key: 'hooks.unknown' },
  });
});

test('a full queue makes who announces wait five seconds; then the event is dropped and counted, with one alert', async () => {
  const { hooks, clock, ports } = await hearing(
    listener({ name: 'hang', on: 'ears:ring', hear: never }),
  );
  // One call hangs, and as many wait as may wait for one hook.
  for (let turn = 0; turn <= hookLimits.queueOfOne; turn += 1) {
    void ports.announce('ears:ring');
    await clock.advance(0);
  }
  const missed: number[] = [];
  for (let turn = 0; turn < 20; turn += 1) {
    void ports.announce('ears:ring').then((hooksMissing) => missed.push(hooksMissing));
  }
  await clock.advance(4999);
  expect(missed).toEqual([]);
  await clock.advance(1);

  expect(missed).toEqual(Array.from({ length: 20 }, () => 1));
  expect(hooks.sums().dropped).toBe(20);
  const dropped = ports.alerts.recent().filter(({ text }) => text.key === 'alert.hook-dropped');
  expect(dropped).toHaveLength(1);
});

test('room that comes free within five seconds goes to who has waited longest', async () => {
  const heard: unknown[] = [];
  const { clock, ports } = await hearing(
    listener({
      ...{ name: 'slow', on: 'ears:ring', needs: ['clock'] },
      async hear(event, { clock }) {
        heard.push(event.values['at']);
        await sleep(clock, 1000);
      },
    }),
  );
  const missed: number[] = [];
  for (let at = 0; at < hookLimits.queueOfOne + 3; at += 1) {
    void ports.announce('ears:ring', { at }).then((some) => missed.push(some));
  }
  await clock.advance(hookLimits.queueOfOne * 1000 + 5000);

  expect(heard).toEqual(Array.from({ length: hookLimits.queueOfOne + 3 }, (_, at) => at));
  expect(missed.every((some) => some === 0)).toBe(true);
});

test('a thousand events wait at most, whoever they are for', async () => {
  const hangers = Array.from({ length: 6 }, (_, at) =>
    listener({ name: `hang${at}`, on: 'message', hear: never }),
  );
  const { emit, hooks, clock } = await hearing(...hangers);
  await emit(...Array.from({ length: 400 }, (_, at) => said(`x${at}`)));
  const { waiting, dropped } = hooks.sums();
  expect(waiting).toBeLessThanOrEqual(hookLimits.queue + hookLimits.waitingForRoom);
  expect(waiting + dropped + hooks.sums().running).toBe(2400);
  await clock.advance(5000);

  expect(hooks.sums().waiting).toBeLessThanOrEqual(hookLimits.queue);
});

test('N26: hooks that call each other in a circle are cut, and operators are told once', async () => {
  let calls = 0;
  const { emit, ports, hooks } = await hearing(
    listener({
      ...{ name: 'begin', on: 'message', needs: ['announce'] },
      hear: (_event, { announce }) => void announce('ears:ping'),
    }),
    listener({
      ...{ name: 'circle', on: 'ears:ping', needs: ['announce'] },
      async hear(_event, { announce }) {
        calls += 1;
        await announce('ears:ping');
      },
    }),
  );
  await emit(said('x'));

  expect(calls).toBe(hookLimits.depth);
  expect(hooks.sums().loops).toBe(1);
  expect(ports.alerts.recent().map(({ text }) => text.key)).toEqual(['alert.hook-loop']);
});

test('what programs say is not heard, unless the hook asks for it: no circle through the network', async () => {
  const heard: string[] = [];
  const { emit } = await hearing(
    listener({ name: 'people', on: 'message', hear: () => void heard.push('people') }),
    listener({
      ...{ name: 'all', on: 'message', hearsBots: true },
      hear: () => void heard.push('all'),
    }),
  );
  await emit(said('beep', castle, person('robot', { bot: true })));

  expect(heard).toEqual(['all']);
});

test('a module that goes takes its hooks along: calls are told to stop, what waited is forgotten, nobody is blamed', async () => {
  let stopped = false;
  const { hooks, clock, ports } = await bench([]);
  const remove = hooks.add(
    'guest',
    [
      listener({
        ...{ name: 'long', on: 'message' },
        hear(_event, _ports, { signal }) {
          signal.addEventListener('abort', () => (stopped = true));
          return never();
        },
      }),
    ],
    () => ports,
  );
  hooks.emit(said('x'));
  hooks.emit(said('y'));
  await clock.advance(0);
  remove();
  await clock.advance(10_000);

  expect(stopped).toBe(true);
  expect(hooks.list()).toEqual([]);
  expect(hooks.sums()).toMatchObject({ waiting: 0, running: 0, dropped: 0 });
  expect(hooks.history(10)).toMatchObject([{ outcome: 'cut' }]);
  expect(ports.alerts.recent()).toEqual([]);
  expect(() => hooks.add('guest', [], () => ports)).not.toThrow();
});

test('the same hook twice is refused by name', async () => {
  const twin = listener({ name: 'twin', on: 'message', hear: () => {} });
  const { hooks, ports } = await hearing(twin);

  expect(() => hooks.add('ears', [twin], () => ports)).toThrow(
    'The hook "message:ears.twin" is there already: give it a name',
  );
  expect(() => listener({ name: 'Bad name', on: 'message', hear: () => {} })).toThrow(RangeError);
});

test('history keeps a hundred calls, and twenty of each kind however often others come', async () => {
  const { emit, hooks, ports } = await hearing(
    listener({ name: 'often', on: 'message', hear: () => {} }),
    listener({ name: 'seldom', on: 'ears:ring', hear: () => {} }),
  );
  await ports.announce('ears:ring');
  for (let turn = 0; turn < 300; turn += 1) await emit(said('x'));

  expect(hooks.history(1000)).toHaveLength(100);
  expect(hooks.history(1000, 'message')).toHaveLength(20);
  expect(hooks.history(1000, 'ears:ring')).toMatchObject([{ hook: 'ears:ring:ears.seldom' }]);
});
