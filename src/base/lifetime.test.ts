import { describe, expect, test } from 'vitest';
import { lifetime } from './lifetime.ts';

describe('a lifetime', () => {
  test('ends what it owns last-in first-out, children included', async () => {
    const ended: string[] = [];
    const life = lifetime('all');
    life.own(() => void ended.push('first'));
    life.child('inner').own(() => void ended.push('inner'));
    life.own(async () => {
      await Promise.resolve();
      ended.push('last');
    });

    await life.end();

    expect(ended).toEqual(['last', 'inner', 'first']);
  });

  test('goes on when one ending fails, and tells what failed', async () => {
    const life = lifetime('all');
    let reached = false;
    life.own(() => {
      reached = true;
    });
    life.own(() => {
      throw new Error('stuck');
    });

    const failures = await life.end();

    expect(reached).toBe(true);
    expect(failures).toHaveLength(1);
  });

  test('takes nothing new once it is ending', async () => {
    const life = lifetime('all');
    await life.end();

    expect(() => life.own(() => {})).toThrow(/ending/);
    expect(() => life.child('late')).toThrow(/ending/);
  });

  test('aborts its signal before it ends anything', async () => {
    const life = lifetime('all');
    let aborted = false;
    life.own(() => {
      aborted = life.signal.aborted;
    });
    await life.end();

    expect(aborted).toBe(true);
  });

  test('ends once, however often it is asked', async () => {
    const life = lifetime('all');
    let times = 0;
    life.own(() => {
      times += 1;
    });
    await Promise.all([life.end(), life.end()]);

    expect(times).toBe(1);
  });

  test('forgets a child that has ended, so that a long life does not grow', async () => {
    const life = lifetime('all');
    const child = life.child('short');
    let times = 0;
    child.own(() => {
      times += 1;
    });
    await child.end();
    await life.end();

    expect(times).toBe(1);
  });
});
