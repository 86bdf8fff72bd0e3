import { describe, expect, test } from 'vitest';
import { keptJobs } from '../../../test/support/acts-bench.ts';
import { everyDatabase, withDatabase } from '../../../test/support/databases.ts';
import { memoryLedger, memoryMark } from '../../../test/support/privacy.ts';
import { manualClock } from '../../base/clock.ts';
import { actorId, channelOn, connectionId, spaceId } from '../../base/ids.ts';
import { memoryLog } from '../../base/log.ts';
import { seededRandom, systemRandom } from '../../base/random.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { ActRequest } from '../../core/cases/acts.ts';
import { communityOf } from '../../core/community.ts';
import type { Place } from '../../core/event.ts';
import type { GateAsked } from '../../core/gate/desk.ts';
import { privacyStore } from '../../core/privacy/privacy-store.ts';
import { privacy } from '../../core/privacy/privacy.ts';
import type { Database } from '../../storage/index.ts';
import { type GateRules, Gate, gatePart, gateStore } from './index.ts';
import { isProof } from './proof.ts';

const connection = connectionId('libera');
const placeCalled = (name: string): Place => ({
  ...{ connection, platform: 'irc', channel: channelOn(connection, name), name },
  space: spaceId(`irc:libera:${name}`),
});
const [castle, tower] = [placeCalled('#castle'), placeCalled('#tower')];
const castles = communityOf(spaceId('irc:libera:#castle'));
const bob = { id: actorId('irc:libera:account:bob'), name: 'bob', native: 'bob' };
const eve = { id: actorId('irc:libera:account:eve'), name: 'eve', native: 'eve' };

const usual: GateRules = {
  ...{ mode: 'on', role: '', ways: 'both', attempts: 3, failure: 'wait', waitMs: 600_000 },
  ...{ questions: ['Who guards the castle = Castellan / the bot'], withinMs: 1_800_000 },
  ...{ late: 'kick', proofBits: 6 },
};

function sceneOn(database: Database) {
  const clock = manualClock();
  const kept = keptJobs(clock);
  const rules = { current: usual };
  const state = { raid: false, here: true, captcha: true };
  const admitted: string[] = [];
  const kicked: string[] = [];
  const told: GateAsked[] = [];
  /** A new start of the program on the same database. */
  const start = (captcha = false) => {
    const { jobs, runDue } = kept.start();
    const gate = new Gate({
      ...{ store: gateStore(database), jobs, clock, log: memoryLog(), random: systemRandom },
      rules: () => rules.current,
      isRaided: () => state.raid,
      isHere: () => Promise.resolve(state.here),
      pageUrl: () => 'https://castle.example/gate',
      captcha: captcha
        ? {
            shown: { kind: 'turnstile', siteKey: 'x' },
            passes: () => Promise.resolve(state.captcha),
          }
        : undefined,
      admissionOf: () => ({
        admit(where, { name }) {
          admitted.push(`${name} ${where.name}`);
          return Promise.resolve(ok(undefined));
        },
      }),
      acts: {
        act({ subject }: ActRequest) {
          kicked.push(subject?.name ?? '');
          return Promise.resolve(refuse('act.withdrawn'));
        },
      },
      tell(_where, _who, asked) {
        told.push(asked);
        return Promise.resolve();
      },
    });
    gate.begin();
    return { gate, runDue };
  };
  return { database, clock, rules, state, admitted, kicked, told, start };
}

type Scene = ReturnType<typeof sceneOn>;

const value = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`Refused: ${result.error.key}`);
  return result.value;
};
const outcome = (result: Result<GateAsked>): string =>
  result.ok ? result.value.step : result.error.key;

const codeIn = (asked: GateAsked): string =>
  (asked.step === 'passed' ? '' : (asked.url ?? '')).split('#')[1] ?? '';

function nonceFor({ salt, bits }: { readonly salt: string; readonly bits: number }): string {
  for (let at = 0; ; at += 1) if (isProof(salt, String(at), bits)) return String(at);
}

describe.each(everyDatabase)('the gate on $kind', (kind) => {
  const inScene = (body: (scene: Scene) => Promise<void>) =>
    withDatabase(kind, [gatePart], (database) => body(sceneOn(database)));

  test('lets in who answers, once, and knows him after a restart; elsewhere he is asked', () =>
    inScene(async (scene) => {
      const { gate } = scene.start();
      await gate.joined(castle, bob);
      expect(scene.told).toMatchObject([{ step: 'ask', left: 3, question: { kind: 'own' } }]);
      expect(outcome(await gate.answer(castle, bob, 'the dragon'))).toBe('wrong');
      expect(outcome(await gate.answer(castle, bob, ' THE BOT! '))).toBe('passed');
      expect(scene.admitted).toEqual(['bob #castle']);
      const later = scene.start().gate;
      await later.joined(castle, bob);
      expect(scene.admitted).toEqual(['bob #castle', 'bob #castle']);
      await later.joined(tower, bob);
      expect(scene.told).toHaveLength(2);
      expect((await later.standing(castle)).counts).toMatchObject({ passed: 1, waiting: 0 });
      expect(await later.list(castles, 'passed', 10)).toMatchObject([{ name: 'bob' }]);
    }));

  test('three wrong answers end in a wait that a restart and coming in again do not shorten', () =>
    inScene(async (scene) => {
      const { gate } = scene.start();
      await gate.joined(castle, bob);
      const answers = [];
      for (const text of ['a', 'b', 'c', 'castellan'])
        answers.push(outcome(await gate.answer(castle, bob, text)));
      expect(answers).toEqual(['wrong', 'wrong', 'gate.wait', 'gate.wait']);
      const later = scene.start().gate;
      await later.joined(castle, bob);
      expect(outcome(await later.answer(castle, bob, 'castellan'))).toBe('gate.wait');
      await scene.clock.advance(600_001);
      expect(outcome(await later.answer(castle, bob, 'castellan'))).toBe('passed');
    }));

  test('many answers at once are counted one by one', () =>
    inScene(async (scene) => {
      const { gate } = scene.start();
      await gate.joined(castle, bob);
      const all = await Promise.all(
        ['a', 'b', 'c', 'd', 'castellan'].map((text) => gate.answer(castle, bob, text)),
      );
      expect(all.map(outcome)).toEqual(['wrong', 'wrong', 'gate.wait', 'gate.wait', 'gate.wait']);
    }));

  test('who does not answer in time is sent out, by the next start too, unless the gate was opened', () =>
    inScene(async (scene) => {
      const first = scene.start();
      await first.gate.joined(castle, bob);
      await first.gate.joined(castle, eve);
      value(await first.gate.letIn(castle, eve, { id: 'x', name: 'x' }));
      await scene.clock.advance(1_800_001);
      await scene.start().runDue();
      expect(scene.kicked).toEqual(['bob']);
      const again = scene.start();
      await again.gate.joined(tower, bob);
      scene.rules.current = { ...usual, mode: 'off' };
      await scene.clock.advance(1_800_001);
      await again.runDue();
      expect(scene.kicked).toEqual(['bob']);
    }));

  test('where a raid switches it on, it asks while there is one, and is open before and after', () =>
    inScene(async (scene) => {
      scene.rules.current = { ...usual, mode: 'raid' };
      const { gate } = scene.start();
      await gate.joined(castle, bob);
      expect(outcome(await gate.ask(castle, bob))).toBe('gate.off');
      scene.state.raid = true;
      await gate.joined(castle, eve);
      expect(scene.told).toHaveLength(1);
      expect(await gate.standing(castle)).toMatchObject({ mode: 'raid', on: true });
      scene.state.raid = false;
      expect(outcome(await gate.answer(castle, eve, 'castellan'))).toBe('gate.off');
    }));

  test('the page takes an answer with work that was done for it, once, and with the word of the service', () =>
    inScene(async (scene) => {
      const { gate } = scene.start(true);
      await gate.joined(castle, bob);
      const code = codeIn(scene.told[0]!);
      const { key } = value(await gate.open(code));
      expect(outcome(await gate.solve(key, { answer: 'x', nonce: '', captcha: '' }, '::1'))).toBe(
        'gate.no-proof',
      );
      const opened = await gate.open(code);
      expect(opened.ok).toBe(false);
      const view = value(await gate.seen(key));
      expect(view).toMatchObject({ place: '#castle', left: 3, captcha: { kind: 'turnstile' } });
      const nonce = nonceFor(view.proof);
      scene.state.captcha = false;
      const solution = { answer: 'castellan', nonce, captcha: 'r' };
      expect(outcome(await gate.solve(key, solution, '::1'))).toBe('gate.no-captcha');
      scene.state.captcha = true;
      const wrong = { ...solution, answer: 'a dragon' };
      const both = await Promise.all([
        gate.solve(key, wrong, '::1'),
        gate.solve(key, wrong, '::1'),
      ]);
      expect(both.map(outcome)).toEqual(['wrong', 'gate.no-proof']);
      const next = nonceFor(value(await gate.seen(key)).proof);
      expect(outcome(await gate.solve(key, { ...solution, nonce: next }, '::1'))).toBe('passed');
      expect(scene.admitted).toEqual(['bob #castle']);
    }));

  test('erasing a person leaves nothing of him', () =>
    inScene(async (scene) => {
      const { gate } = scene.start();
      await gate.joined(castle, bob);
      const port = privacy({
        store: privacyStore(scene.database, [gatePart]),
        ...{ ledger: memoryLedger(), mark: memoryMark(), clock: scene.clock },
        random: seededRandom(1),
      });
      await port.erase(bob.id, { by: 'x', via: 'test' });
      expect((await gate.standing(castle)).counts.waiting).toBe(0);
      expect((await gate.open(codeIn(scene.told[0]!))).ok).toBe(false);
    }));
});
