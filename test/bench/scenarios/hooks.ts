import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Emittery from 'emittery';
import { openCore } from '../../../src/app/build.ts';
import { configShape } from '../../../src/app/config-schema.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { actorId, channelOn, connectionId, spaceId } from '../../../src/base/ids.ts';
import { lifetime } from '../../../src/base/lifetime.ts';
import { silentLog } from '../../../src/base/log.ts';
import { systemRandom } from '../../../src/base/random.ts';
import type { Actor } from '../../../src/core/actor.ts';
import type { MessageEvent, Place } from '../../../src/core/event.ts';
import type { Ports } from '../../../src/core/commands/ports.ts';
import { hookBus } from '../../../src/core/hooks/bus.ts';
import { listener } from '../../../src/core/hooks/listener.ts';
import type { Platform } from '../../../src/core/platform.ts';
import type { Row, Scenario, Subject } from '../measurement.ts';
import { Rounds } from '../statistics.ts';

const connection = connectionId('bench');
const where: Place = {
  ...{ connection, platform: 'irc', name: '#castle', space: spaceId('irc:bench:#castle') },
  channel: channelOn(connection, '#castle'),
};
const ann: Actor = {
  ...{ id: actorId('irc:bench:account:ann'), name: 'ann', mention: 'ann', native: 'ann' },
  ...{ bot: false, standing: 'owner', roles: [], identified: true },
};
const message: MessageEvent = {
  ...{
    kind: 'message',
    atMs: 0,
    where,
    actor: ann,
    text: '!echo hello',
    reply: { where, actor: ann },
  },
  ...{ replayed: false, unanswerable: false },
};
const batch = 100;

/** Emits a batch and resolves when all of it was heard. */
type Emit = () => Promise<void>;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function subjects(hear: () => void): Readonly<Partial<Record<Subject, Emit>>> {
  const plain = new EventEmitter();
  plain.on('message', hear);
  const emittery = new Emittery();
  emittery.on('message', hear);
  const bus = hookBus({ clock: systemClock, log: silentLog, alerts: { raise: () => {} } });
  bus.add('bench', [listener({ on: 'message', hear })], () => ({}) as Ports);
  return {
    async EventEmitter() {
      for (let at = 0; at < batch; at += 1) plain.emit('message', message);
      await turn();
    },
    async emittery() {
      for (let at = 0; at < batch; at += 1) void emittery.emit('message', message);
      await turn();
    },
    async castellan() {
      for (let at = 0; at < batch; at += 1) bus.emit(message);
      await turn();
    },
  };
}

async function perSecond(emit: Emit, heard: { count: number }, forMs: number): Promise<number> {
  const [before, startMs] = [heard.count, performance.now()];
  let emitted = 0;
  while (performance.now() - startMs < forMs) {
    await emit();
    emitted += batch;
    while (heard.count - before < emitted) await turn();
  }
  return (emitted / (performance.now() - startMs)) * 1000;
}

async function dispatchRows(rounds: number, roundMs: number): Promise<readonly Row[]> {
  const heard = { count: 0 };
  const all = subjects(() => (heard.count += 1));
  const rates = new Rounds();
  for (let round = -1; round < rounds; round += 1) {
    for (const [subject, emit] of Object.entries(all)) {
      const rate = await perSecond(emit, heard, roundMs);
      // The first time round everything is still being compiled.
      if (round >= 0) rates.note(round, subject as Subject, rate);
    }
  }
  const row = { scenario: 'hooks', what: 'events to one hook', unit: '/s', values: rates.values() };
  return [
    { ...row, ratio: rates.ratio('castellan', 'emittery'), against: 'emittery' },
    { ...row, ratio: rates.ratio('castellan', 'EventEmitter'), against: 'EventEmitter' },
  ];
}

/** A platform that only counts what it is asked to say. */
function mute(said: { count: number }): Platform {
  const nothing = () => Promise.resolve(undefined);
  const answered = () => {
    said.count += 1;
    return Promise.resolve({});
  };
  return {
    ...{ connection, kind: 'irc', can: new Set(), start: () => {}, reconnect: () => {} },
    status: () => ({
      ...{ connection, platform: 'irc', link: { state: 'online', sinceMs: 0 }, server: 'bench' },
      ...{ spaces: 1, members: 1, warnings: [] },
    }),
    ...{ say: answered, reply: answered, more: nothing, findActor: nothing, findThing: nothing },
    ...{ edit: () => Promise.resolve(), ask: () => Promise.resolve() },
    ...{ complete: () => Promise.resolve(), remove: () => Promise.resolve() },
    declare: () => Promise.resolve('same'),
  };
}

/** From the event to the answer, with nothing of a network around it. */
async function commandRow(rounds: number, roundMs: number): Promise<Row> {
  const life = lifetime('bench');
  const data = mkdtempSync(join(tmpdir(), 'castellan-bench-'));
  try {
    const { registries, sink } = await openCore({
      config: {
        ...configShape.parse({ data, sandbox: false, backups: { schedule: false } }),
        connections: [],
        bench: true,
      },
      product: { name: 'Castellan', version: '0', startedAtMs: systemClock.now() },
      ...{ clock: systemClock, random: systemRandom, log: silentLog, life, onlyOneCommand: true },
    });
    const said = { count: 0 };
    registries.board.add(mute(said));
    const use: Emit = async () => {
      for (let at = 0; at < batch; at += 1) sink.event(message);
      await turn();
    };
    const nanos = new Rounds();
    for (let round = -1; round < rounds; round += 1) {
      const rate = await perSecond(use, said, roundMs);
      if (round >= 0) nanos.note(round, 'castellan', 1e9 / rate);
    }
    const values = nanos.values();
    return {
      ...{ scenario: 'hooks', what: 'a command, event to answer', unit: 'ns', values },
      ...{ ratio: 1, against: 'castellan' },
    };
  } finally {
    await life.end();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Hooks against what Node and npm have for events, which keep no order, no bounds and no time; and a command. */
export const hooks: Scenario = {
  name: 'hooks',
  about: 'Events brought to hooks a second, and a command from its event to its answer',
  async run({ quick }) {
    const [rounds, roundMs] = quick ? [3, 150] : [9, 400];
    return [...(await dispatchRows(rounds, roundMs)), await commandRow(rounds, roundMs)];
  },
};
