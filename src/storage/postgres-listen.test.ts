import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../base/clock.ts';
import { lifetime } from '../base/lifetime.ts';
import { memoryLog } from '../base/log.ts';
import { listenTo } from './postgres-listen.ts';

test('a server that takes the connection and says nothing keeps no lifetime from ending', async () => {
  const silent = createServer((socket) => socket.on('error', () => {}));
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  onTestFinished(() => void silent.close());
  const address = silent.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const life = lifetime('test');
  const taken = once(silent, 'connection');
  const { heard } = listenTo(`postgres://a:b@127.0.0.1:${port}/c`, 'x', {
    ...{ clock: systemClock, life, log: memoryLog(), onNotice: () => {} },
  });
  await taken;
  const from = performance.now();
  await life.end();

  expect(heard()).toBe(false);
  expect(performance.now() - from).toBeLessThan(5000);
});

test('a server that is not there is told of once, without its password', async () => {
  const log = memoryLog();
  const life = lifetime('test');
  listenTo('postgres://a:hush@127.0.0.1:1/c', 'x', {
    ...{ clock: systemClock, life, log, onNotice: () => {} },
  });
  await expect.poll(() => log.lines.length).toBe(1);
  await life.end();

  expect(JSON.stringify(log.lines)).not.toContain('hush');
});
