import { expect, test } from 'vitest';
import { manualClock } from '../../base/clock.ts';
import { spaceId } from '../../base/ids.ts';
import { memoryLog } from '../../base/log.ts';
import { type Alert, alerts } from './alerts.ts';

const castle = spaceId('irc:libera:#castle');
const silenced: Alert = {
  ...{ subject: 'guard:libera/#castle', tone: 'warning', space: castle },
  text: { key: 'guard.silenced', facts: { place: '#castle' } },
};
const spoken: Alert = { ...silenced, tone: 'success', text: { key: 'guard.lifted', facts: {} } };

function desk() {
  const clock = manualClock();
  const port = alerts({ clock, log: memoryLog() });
  const told: string[] = [];
  port.follow(({ text, untold }) => told.push(`${text.key} ${untold}`));
  return { clock, told, ...port };
}

test('tells of one subject once in five minutes, and then how many were left out', async () => {
  const { clock, raise, told } = desk();
  raise(silenced);
  raise(silenced);
  await clock.advance(299_999);
  raise(silenced);
  await clock.advance(1);
  raise(silenced);

  expect(told).toEqual(['guard.silenced 0', 'guard.silenced 2']);
});

test('tells of other subjects all the same', () => {
  const { raise, told } = desk();
  raise(silenced);
  raise({ ...silenced, subject: 'guard:libera/#tower' });

  expect(told).toHaveLength(2);
});

test('tells at once that it is well again, and only where a problem was told of', () => {
  const { raise, told } = desk();
  raise(spoken);
  raise(silenced);
  raise(spoken);
  raise(spoken);

  expect(told).toEqual(['guard.silenced 0', 'guard.lifted 0']);
});

test('tells at once when it gets worse', () => {
  const { raise, told } = desk();
  raise(silenced);
  raise({ ...silenced, tone: 'error', text: { key: 'guard.lost', facts: {} } });

  expect(told).toEqual(['guard.silenced 0', 'guard.lost 0']);
});

test('a clock that steps back hides nothing', async () => {
  const { clock, raise, told } = desk();
  raise(silenced);
  clock.stepWall(-3_600_000);
  await clock.advance(300_000);
  raise(silenced);

  expect(told).toHaveLength(2);
});

test('one listener that fails does not keep the others from hearing', () => {
  const { raise, follow, recent } = desk();
  const heard: string[] = [];
  follow(() => {
    throw new Error('deaf');
  });
  follow(({ subject }) => heard.push(subject));
  raise(silenced);

  expect(heard).toEqual([silenced.subject]);
  expect(recent()).toHaveLength(1);
});

test('remembers the last hundred', () => {
  const { raise, recent } = desk();
  for (let turn = 0; turn < 150; turn += 1) raise({ ...silenced, subject: `s${turn}` });

  expect(
    recent()
      .map(({ subject }) => subject)
      .slice(0, 2),
  ).toEqual(['s149', 's148']);
  expect(recent()).toHaveLength(100);
});
