import { expect, test } from 'vitest';
import { manualClock } from '../../base/clock.ts';
import { actorId } from '../../base/ids.ts';
import { seededRandom } from '../../base/random.ts';
import { confirmations } from './confirmations.ts';

const ann = actorId('discord:1');
const bob = actorId('discord:2');

function desk() {
  const clock = manualClock();
  return { clock, ...confirmations(clock, seededRandom(3)) };
}

test('a code holds once, for the person and the act it was given for', () => {
  const { ask, take } = desk();
  const code = ask(ann, 'restore b1 hash');

  expect(take(bob, 'restore b1 hash', code)).toBe(false);
  expect(take(ann, 'restore b2 hash', code)).toBe(false);
  expect(take(ann, 'restore b1 hash', ` ${code.toUpperCase()} `)).toBe(true);
  expect(take(ann, 'restore b1 hash', code)).toBe(false);
});

test('after 60 seconds a code is worthless', async () => {
  const { clock, ask, take } = desk();
  const [early, late] = [ask(ann, 'early'), ask(ann, 'late')];
  await clock.advance(60_000);
  expect(take(ann, 'early', early)).toBe(true);
  await clock.advance(1);

  expect(take(ann, 'late', late)).toBe(false);
});

test('one wrong answer ends the question', () => {
  const { ask, take } = desk();
  const code = ask(ann, 'restore');

  expect(take(ann, 'restore', 'wrong')).toBe(false);
  expect(take(ann, 'restore', code)).toBe(false);
});

test('asking anew makes the older code worthless', () => {
  const { ask, take } = desk();
  const older = ask(ann, 'restore');
  ask(ann, 'restore');

  expect(take(ann, 'restore', older)).toBe(false);
});
