import { expect, test } from 'vitest';
import { manualClock } from '../base/clock.ts';
import { seededRandom } from '../base/random.ts';
import { History, type Noted, mostEntries } from './history.ts';

const refusal = (actor: string, some: Partial<Noted> = {}): Noted => ({
  ...{ kind: 'refused', stage: 'window', reason: 'too-fast', actor },
  ...{ channel: 'libera/#castle', place: '#castle', untilMs: 0 },
  ...some,
});

test('the same again within a minute is one entry that goes on; later it is another', async () => {
  const clock = manualClock();
  const history = new History(clock, seededRandom(1));
  for (let turn = 0; turn < 500; turn += 1) history.note(refusal('ann'));
  history.note(refusal('bob'));
  await clock.advance(59_000);
  history.note(refusal('ann'));
  await clock.advance(61_000);
  history.note(refusal('ann'));

  expect(history.recent().map(({ actor, times }) => [actor, times])).toEqual([
    ['ann', 1],
    ['ann', 501],
    ['bob', 1],
  ]);
});

test('a flood of people who are all different stays inside the bound, the latest kept', () => {
  const history = new History(manualClock(), seededRandom(1));
  for (let one = 0; one < mostEntries * 3; one += 1) history.note(refusal(`p${one}`));

  expect(history.recent()).toHaveLength(mostEntries);
  expect(history.recent()[0]?.actor).toBe(`p${mostEntries * 3 - 1}`);
  expect(history.takeUnsaved()).toHaveLength(mostEntries);
  expect(history.takeUnsaved()).toHaveLength(0);
});

test('goes on from what was kept, and forgets whom it is told to', () => {
  const first = new History(manualClock(), seededRandom(1));
  first.note(refusal('ann'));
  first.note(refusal('bob', { space: 'irc:libera:#castle' }));
  const second = new History(manualClock(), seededRandom(2), [...first.recent()].reverse());
  second.forget(({ actor }) => actor === 'ann');

  expect(second.recent().map(({ actor }) => actor)).toEqual(['bob']);
});
