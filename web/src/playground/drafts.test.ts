import { expect, test } from 'vitest';
import { sentLines } from './drafts.ts';

test('the arrow keys go back through what was sent, and forward to the empty line', () => {
  const lines = sentLines();
  expect(lines.step(-1)).toBeUndefined();
  for (const line of ['one', 'two', 'two', 'three']) lines.add(line);
  const steps = ([-1, -1, -1, -1, 1, 1, 1, 1] as const).map((by) => lines.step(by));
  expect(steps).toEqual(['three', 'two', 'one', undefined, 'two', 'three', '', undefined]);
});

test('only the last fifty lines are kept', () => {
  const lines = sentLines();
  for (let at = 0; at < 60; at += 1) lines.add(`line ${at}`);
  let oldest: string | undefined;
  for (let line = lines.step(-1); line !== undefined; line = lines.step(-1)) oldest = line;
  expect(oldest).toBe('line 10');
});
