import { expect, test } from 'vitest';
import { memoryLog } from '../base/log.ts';
import { tapped } from './log-tap.ts';

test('a fact called level neither fails whoever writes it nor takes the place of the level', () => {
  const { log, logTap } = tapped(memoryLog());
  const lines: unknown[] = [];
  logTap.follow('info', (line) => lines.push(line));
  log.warn({ level: 'slow' }, 'Raid');
  expect(lines).toMatchObject([{ level: 'warn', message: 'Raid', facts: { level: 'slow' } }]);
});

test('the tap shows what the log does, at the level that is asked for', () => {
  const { log, logTap } = tapped(memoryLog());
  const seen: string[] = [];
  const stop = logTap.follow('warn', ({ level, message }) => seen.push(`${level} ${message}`));
  log.debug({}, 'a');
  log.info({}, 'b');
  log.warn({}, 'c');
  log.child({ connection: 'libera' }).error({}, 'd');
  stop();
  log.error({}, 'e');

  expect(seen).toEqual(['warn c', 'error d']);
});

test('the log itself is as it was', () => {
  const inner = memoryLog();
  const { log } = tapped(inner);
  log.child({ connection: 'libera' }).info({ nick: 'ann' }, 'seen');

  expect(inner.lines).toEqual([
    { level: 'info', facts: { connection: 'libera', nick: 'ann' }, message: 'seen' },
  ]);
});

test('secrets are taken out as in the log, also a level below and in what children add', () => {
  const { log, logTap } = tapped(memoryLog());
  const seen: unknown[] = [];
  logTap.follow('debug', ({ facts }) => seen.push(facts));
  const child = log.child({ token: 'hunter2' });
  child.info({ password: 'hunter2', sasl: { password: 'hunter2', account: 'ann' } }, 'login');

  expect(seen).toEqual([
    {
      token: '[secret]',
      password: '[secret]',
      sasl: { password: '[secret]', account: 'ann' },
    },
  ]);
});

test('an error is shown by its message', () => {
  const { log, logTap } = tapped(memoryLog());
  const seen: unknown[] = [];
  logTap.follow('error', ({ facts }) => seen.push(facts['err']));
  log.error({ err: new Error('no route') }, 'failed');

  expect(seen[0]).toMatchObject({ message: 'no route' });
});
