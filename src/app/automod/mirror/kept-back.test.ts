import { expect, test } from 'vitest';
import { castle, person } from '../../../../test/support/bench-of-commands.ts';
import { memoryRules } from '../../../../test/support/memory-rules.ts';
import { manualClock } from '../../../base/clock.ts';
import { CastellanError } from '../../../base/errors.ts';
import { communityId } from '../../../base/ids.ts';
import { memoryLog } from '../../../base/log.ts';
import type { Actor } from '../../../core/actor.ts';
import type { KeptBack } from '../../../core/event.ts';
import { keptBackHeard } from './kept-back.ts';

const community = communityId(castle.space ?? '');
const by = { by: 'test', via: 'test' };
const bob = person('bob');
const sources = [
  { number: 1, looks: ['crypto*'] },
  { number: 2, looks: ['scam'] },
];

/** A place where two rules stand on the network as its rule `n1`. */
async function inCastle(
  finds: () => Promise<Actor | undefined> = () => Promise.resolve(undefined),
) {
  const clock = manualClock(1_700_000_000_000);
  const { desk, watch, decided, levers } = memoryRules(clock);
  await desk.add(
    community,
    [
      { sentence: 'when a message says "crypto*" then delete it and warn' },
      { sentence: 'when a message says "scam" then delete it and mute for 10m' },
      {
        sentence:
          'when a message has a link unless the author is at least a moderator then delete it and ban',
      },
    ],
    by,
  );
  for (const number of [1, 2, 3]) await desk.setMode(community, number, 'live', by);
  const hear = keptBackHeard({
    mirror: { sourcesOf: (_space, id) => Promise.resolve(id === 'n1' ? sources : undefined) },
    ...{ watch, log: memoryLog(), platform: () => ({ findActor: finds }) },
  });
  const keptBack = async (told: Partial<KeptBack>) => {
    const what = { rule: 'n1', person: bob, text: '', ...told };
    const noted = { what: 'native-rule-hit', subject: 'bob', target: 'n1/bob' } as const;
    hear({ kind: 'noted', atMs: clock.now(), where: castle, ...noted, keptBack: what });
    await new Promise(setImmediate);
  };
  const hits = () => levers.list(community).map((rule) => rule.hits);
  return { desk, keptBack, decided, hits };
}

test('what was kept back counts and is punished as if it had been said, and nothing is there to delete', async () => {
  const { keptBack, decided, hits } = await inCastle();
  await keptBack({ text: 'a s c a m', look: 'scam', found: 'scam' });
  expect(hits()).toEqual([0, 1, 0]);
  expect(decided).toMatchObject([
    { event: { actor: bob }, decision: { rule: { number: 2 }, sanction: { kind: 'mute' } } },
  ]);
  expect(decided[0]?.event).not.toHaveProperty('id');
});

test('where the text may not be read, the network is believed', async () => {
  const { keptBack, decided, hits } = await inCastle();
  await keptBack({ look: 'scam' });
  expect(hits()).toEqual([0, 1, 0]);
  expect(decided).toMatchObject([{ decision: { rule: { number: 2 } } }]);
});

test('what our rule does not hold for counts, and nobody is punished for it', async () => {
  const { keptBack, decided, hits } = await inCastle();
  await keptBack({ text: 'see 10.0.0.1', look: 'crypto*', found: 'see' });
  expect(hits()).toEqual([1, 0, 0]);
  expect(decided).toEqual([]);
});

test('all our rules are asked, with the standing that the author has', async () => {
  const moderator = person('bob', { standing: 'moderator' });
  const spared = await inCastle(() => Promise.resolve(moderator));
  await spared.keptBack({ text: 'scam https://example.org', look: 'scam' });
  expect(spared.hits()).toEqual([0, 1, 0]);

  const member = await inCastle(() => Promise.resolve(bob));
  await member.keptBack({ text: 'scam https://example.org', look: 'scam' });
  expect(member.hits()).toEqual([0, 1, 1]);
});

test('where his standing is not told, no rule holds but the one that the network asked for him', async () => {
  const { keptBack, hits, decided } = await inCastle(() =>
    Promise.reject(new CastellanError('network', 'away')),
  );
  await keptBack({ text: 'scam https://example.org', look: 'scam' });
  expect(hits()).toEqual([0, 1, 0]);
  expect(decided).toMatchObject([{ decision: { sanction: { kind: 'mute' } } }]);
});

test('somebody else’s rule counts for none of ours, nor does one that only watches now', async () => {
  const { desk, keptBack, decided, hits } = await inCastle();
  await keptBack({ rule: 'theirs', text: 'a scam' });
  await desk.setMode(community, 2, 'shadow', by);
  await keptBack({ look: 'scam' });
  expect(hits()).toEqual([0, 0, 0]);
  expect(decided).toEqual([]);
});
