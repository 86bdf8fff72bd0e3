import { expect, test } from 'vitest';
import { rulesInMemory } from '../../../../test/support/memory-rules.ts';
import { nativeLimits } from '../../../../test/support/native-limits.ts';
import { type ManualClock, manualClock } from '../../../base/clock.ts';
import { CastellanError } from '../../../base/errors.ts';
import { channelOn, communityId, connectionId, spaceId } from '../../../base/ids.ts';
import { lifetime } from '../../../base/lifetime.ts';
import { memoryLog } from '../../../base/log.ts';
import { ok, refuse } from '../../../base/result.ts';
import type { Place } from '../../../core/event.ts';
import type { NativeRule, NativeRules, StandingNativeRule } from '../../../core/native-rules.ts';
import { RuleDesk } from '../../../moderation/rules/index.ts';
import { MirrorFollowing } from './following.ts';
import { Mirror } from './mirror.ts';

const connection = connectionId('discord');
const space = spaceId('discord:1');
const community = communityId('discord:1');
const where: Place = {
  ...{
    connection,
    platform: 'discord',
    space,
    channel: channelOn(connection, '1'),
    name: 'Castle',
  },
};
const by = { by: 'test', via: 'test' };

/** A network that keeps rules, and writes down what was asked of it. */
class Network implements NativeRules {
  readonly limits = nativeLimits;
  readonly asked: string[] = [];
  readonly standing = new Map<string, StandingNativeRule>();
  state: 'up' | 'away' | 'forbidden' = 'up';
  #next = 1;

  add(name: string, kind: StandingNativeRule['kind'] = 'words', rule?: NativeRule): string {
    const id = `n${this.#next++}`;
    this.standing.set(id, { id, name, kind, ...(rule && { rule }) });
    return id;
  }

  view() {
    return this.#ask('view', () =>
      ok({ standing: [...this.standing.values()], roles: [], channels: [] }),
    );
  }

  make(_where: Place, rule: NativeRule) {
    return this.#ask(`make ${rule.name}`, () => ok(this.add(rule.name, rule.look.kind, rule)));
  }

  change(_where: Place, id: string, rule: NativeRule) {
    return this.#ask(`change ${rule.name}`, () => {
      this.standing.set(id, { id, name: rule.name, kind: rule.look.kind, rule });
      return ok<'done'>('done');
    });
  }

  remove(_where: Place, id: string) {
    return this.#ask(`remove ${this.standing.get(id)?.name ?? '?'}`, () =>
      ok<'done' | 'gone'>(this.standing.delete(id) ? 'done' : 'gone'),
    );
  }

  #ask<Value>(what: string, act: () => Value) {
    this.asked.push(what);
    if (this.state === 'away')
      return Promise.reject(new CastellanError('network', 'Discord is away.'));
    const forbidden = () => refuse('automod.mirror.forbidden');
    return Promise.resolve(this.state === 'forbidden' ? forbidden() : act());
  }
}

async function castle(network = new Network(), stands = new Set<string>()) {
  const clock: ManualClock = manualClock(1_700_000_000_000);
  const desk = new RuleDesk({ store: rulesInMemory(), clock });
  const place = { on: true };
  const raised: string[] = [];
  const log = memoryLog();
  const mirror = new Mirror({
    ...{ desk, clock, log, nativeRules: () => network, isOn: () => place.on },
    remember: (one, stand) => {
      if (stand) stands.add(one);
      else stands.delete(one);
    },
  });
  const following = new MirrorFollowing({
    ...{ mirror, desk, clock, log, life: lifetime('mirror'), mayStand: (one) => stands.has(one) },
    alerts: { raise: ({ text }) => void raised.push(text.key) },
  });
  const live = async (sentence: string) => {
    const added = await desk.add(community, [{ sentence }], by);
    if (added.ok) await desk.setMode(community, added.value[0]?.number ?? 0, 'live', by);
    return added.ok;
  };
  await live('when a message or an edit says "scam" then delete it');
  const soon = async (afterMs = 3000) => {
    await clock.advance(afterMs);
    await new Promise(setImmediate);
  };
  const join = async () => {
    following.take({ kind: 'space-joined', atMs: 0, where, space, name: 'Castle', members: 1 });
    await soon(1);
  };
  return { clock, desk, network, mirror, following, place, raised, stands, live, soon, join };
}

test('done again, it changes nothing; in another process it knows its own', async () => {
  const { network, mirror, stands, join, soon } = await castle();
  await join();
  await soon();
  await mirror.settle(space);
  expect(network.asked.filter((one) => one !== 'view')).toEqual(['make Castellan · rule 1']);
  expect([...stands]).toEqual([space]);

  network.asked.length = 0;
  const other = await castle(network, stands);
  await other.join();
  expect(network.asked).toEqual(['view']);
  const [id = ''] = network.standing.keys();
  expect(await other.mirror.sourcesOf(space, id)).toEqual([{ number: 1, looks: ['scam'] }]);
});

test('somebody else’s rules are counted, never touched, and stay without ours', async () => {
  const network = new Network();
  const theirs = network.add('Keyword Filter 1');
  const { mirror, place, join } = await castle(network);
  await join();
  expect(mirror.known(space)).toMatchObject({ on: true, others: 1, rules: [{ numbers: [1] }] });
  expect(await mirror.sourcesOf(space, theirs)).toBeUndefined();

  place.on = false;
  await mirror.settle(space);
  expect([...network.standing.keys()]).toEqual([theirs]);
  expect(network.asked.filter((one) => /Keyword/.test(one))).toEqual([]);
});

test('several changes are followed at once, a little later', async () => {
  const { network, desk, join, live, soon } = await castle();
  await join();
  network.asked.length = 0;
  await live('when a message or an edit says "fraud" then delete it');
  await desk.remove(community, 1, by);
  await soon(1000);
  expect(network.asked).toEqual([]);
  await soon();
  expect(network.asked).toEqual(['view', 'change Castellan · rule 2']);
});

test('rules that only watch are none of the network’s', async () => {
  const { network, desk, join, soon } = await castle();
  await join();
  await desk.setMode(community, 1, 'shadow', by);
  await soon();
  expect(network.standing.size).toBe(0);
});

test('what was left standing when it was switched off is removed at the next start', async () => {
  const network = new Network();
  network.add('Castellan · rule 9');
  const { place, join, stands } = await castle(network, new Set([space]));
  place.on = false;
  await join();
  expect(network.standing.size).toBe(0);
  expect(stands.size).toBe(0);
});

test('where it is off and nothing of ours stands, nobody is asked', async () => {
  const { network, place, join } = await castle();
  place.on = false;
  await join();
  expect(network.asked).toEqual([]);
});

test('without the right to do it staff are told; a network that is away is asked again', async () => {
  const { network, mirror, raised, join, soon } = await castle();
  network.state = 'forbidden';
  await join();
  expect(raised).toEqual(['automod.mirror.forbidden']);

  network.state = 'away';
  expect(await mirror.settle(space)).toMatchObject({ ok: false });
  await join();
  network.state = 'up';
  await soon(61_000);
  expect(network.standing.size).toBe(1);
  expect(raised).toHaveLength(1);
});

test('our own doing is no news; somebody else’s is', async () => {
  const { network, following, clock, join, soon } = await castle();
  await join();
  network.asked.length = 0;
  const noted = { kind: 'noted', atMs: 0, where, what: 'native-rule-changed' } as const;
  following.take({ ...noted, subject: 'Castellan · rule 1', target: 'n1' });
  await soon();
  expect(network.asked).toEqual([]);

  await clock.advance(20_000);
  network.standing.clear();
  following.take({ ...noted, subject: 'Castellan · rule 1', target: 'n1' });
  await soon();
  expect(network.standing.size).toBe(1);
});

test('switched off while it is being switched on, it ends off', async () => {
  const { network, mirror, following, place, soon } = await castle();
  mirror.meet(space, where);
  const underWay = mirror.settle(space);
  await Promise.resolve();
  place.on = false;
  following.switched();
  await underWay;
  expect(network.standing.size).toBe(1);
  await soon();
  expect(network.standing.size).toBe(0);
});
