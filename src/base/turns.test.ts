import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('what waits is done, whatever became of what was before it', async () => {
  const turns = new Turns();
  const done: string[] = [];
  const first = turns.take('a', () => Promise.reject(new Error('broken')));
  const second = turns.take('a', async () => {
    await Promise.resolve();
    done.push('second');
    return 2;
  });
  expect(turns.isBusy('a')).toBe(true);
  await expect(first).rejects.toThrow('broken');
  expect(await second).toBe(2);
  expect(done).toEqual(['second']);
  await turns.ended();
  expect([turns.isBusy('a'), turns.isBusy('b')]).toEqual([false, false]);
});
