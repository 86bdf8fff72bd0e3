import { expect, test } from 'vitest';
import { memoryLog } from '../../base/log.ts';
import { localSignals } from './signals.ts';

test('everybody who listens to a topic hears at once, and nobody else', () => {
  const signals = localSignals(memoryLog());
  const heard: string[] = [];
  const stop = signals.subscribe('settings', (text) => void heard.push(`one ${text}`));
  signals.subscribe('settings', (text) => void heard.push(`two ${text}`));
  signals.subscribe('other', (text) => void heard.push(`other ${text}`));
  signals.publish('settings', '7');
  stop();
  signals.publish('settings', '8');
  signals.publish('nobody', '9');

  expect(heard).toEqual(['one 7', 'two 7', 'two 8']);
});

test('a listener that fails keeps none from hearing', () => {
  const log = memoryLog();
  const signals = localSignals(log);
  const heard: string[] = [];
  signals.subscribe('a', () => {
    throw new Error('not now');
  });
  signals.subscribe('a', (text) => void heard.push(text));
  signals.publish('a', '1');
  signals.onGap(() => void heard.push('gap'));
  signals.gap();

  expect(heard).toEqual(['1', 'gap']);
  expect(log.lines).toHaveLength(1);
});
