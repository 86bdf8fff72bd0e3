import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { inspircd } from '../../support/inspircd.ts';
import { ackShim } from '../ack-shim.ts';
import { startCastellan, startPeer } from '../child.ts';
import { ircConnectionTo } from '../irc-connection.ts';
import { Visitor } from '../irc-visitor.ts';
import { type Row, type Scenario, atMost } from '../measurement.ts';
import { median, quantile } from '../statistics.ts';

/** What an innocent asks: 19 a minute, where 20 are let in. */
const everyMs = 3100;
const floodersPerSecond = 100;
const [flooded, calm, beside] = ['#flooded', ['#calm', '#garden'], '#beside'] as const;
const bots = { castellan: 'castellan', bare: 'bare' } as const;
/** So high that the server's own flood control never speaks. */
const threshold = 4_000_000;

interface Hall {
  readonly url: string;
  person(nick: string, channel: string, bot?: string): Promise<Visitor>;
}

/** Milliseconds that answers took, of Castellan and of a bare bot that was asked right after it. */
interface Times {
  readonly castellan: readonly number[];
  readonly bare: readonly number[];
}

/**
 * An innocent's answers while three nicks flood at 100 commands a second each, with pacing and limits as they are out
 * of the box, on a real InspIRCd. Elsewhere: from the flood's first moment on. In the same channel: once the channel's
 * own silence (30 s, which holds for everyone by M12) is over and the three are muted, while they go on. Everybody is
 * behind a shim that keeps ACKs flowing, since a channel is full of lines that nobody answers. A bare bot that hears the
 * same flood is asked at the same times: what delays its answers too is the machine, not Castellan.
 */
export const ircInnocent: Scenario = {
  name: 'irc-innocent',
  about: 'IRC: an innocent’s latency while three nicks flood at 100/s, pacing and limits on',
  async run({ quick, note }) {
    const asks = quick ? 5 : 25;
    return inHall(async (hall) => {
      const outside = await Promise.all(
        calm.map((at) => asker(hall, `innocent-${at.slice(1)}`, at)),
      );
      const control = await hall.person('control', beside, bots.bare);
      await asking(outside, control, asks);
      const quietBefore = await queriesOf(hall);
      const quiet = await asking(outside, control, asks);
      const idleQueries = (await queriesOf(hall)) - quietBefore;
      note(`quiet: ${asks} asks each`);
      const nicks = ['fa', 'fb', 'fc'];
      const crowd = await Promise.all(nicks.map((nick) => hall.person(nick, flooded)));
      const before = await queriesOf(hall);
      const flood = flooding(crowd);
      const elsewhere = await asking(outside, control, asks);
      const queries = (await queriesOf(hall)) - before;
      const lines = flood.sent();
      note(`flood: ${lines} commands so far; asked elsewhere`);
      // The silence of the flooded channel holds for everyone.
      await sleep(Math.max(0, 32_000 - flood.forMs()));
      const neighbours = [
        await asker(hall, 'neighbour', flooded),
        await asker(hall, 'guest', flooded),
      ];
      const inside = await asking(neighbours, control, asks);
      note(`flood: ${flood.sent()} commands; asked in the same channel`);
      flood.stop();
      for (const { one } of [...outside, ...neighbours]) one.close();
      for (const one of [control, ...crowd]) one.close();
      noteTimes(note, { quiet, elsewhere, inside });
      return [
        ...latencyRows('elsewhere', elsewhere, quiet),
        ...latencyRows('same channel, the three muted', inside, quiet),
        ...queryRows({ queries, idleQueries, lines }),
      ];
    });
  },
};

async function inHall<Value>(run: (hall: Hall) => Promise<Value>): Promise<Value> {
  const server = await inspircd({ threshold, pingfreq: 3600 });
  const shim = await ackShim(server.port);
  try {
    const door = { host: '127.0.0.1', port: shim.port };
    const connection = { ...ircConnectionTo(door, [...calm, flooded]), id: 'hall' };
    const bare = await startPeer(
      'bare-bot.ts',
      String(shim.port),
      bots.bare,
      `${beside},${flooded}`,
    );
    const castellan = await startCastellan({ connections: [connection] });
    try {
      const { url } = z.object({ url: z.string() }).parse(JSON.parse(castellan.ready));
      return await run({
        url,
        person: (nick, channel, bot = bots.castellan) =>
          Visitor.enter(shim.port, nick, { channels: [channel], bot }),
      });
    } finally {
      await castellan.stop();
      await bare.stop();
    }
  } finally {
    shim.close();
    await server.stop();
  }
}

interface Asking {
  readonly one: Visitor;
  readonly channel: string;
}

const asker = async (hall: Hall, nick: string, channel: string): Promise<Asking> => ({
  one: await hall.person(nick, channel),
  channel,
});

/** Each asks in turn, well within the limits; Infinity for an answer that never came. */
async function asking(all: readonly Asking[], control: Visitor, asks: number): Promise<Times> {
  const [castellan, bare]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < asks; turn += 1) {
    for (const { one, channel } of all) {
      const startMs = performance.now();
      castellan.push(await roundTripMs(one, channel));
      const echo = new RegExp(`PRIVMSG ${beside} :control: still there`);
      bare.push(await control.roundTripMs(`PRIVMSG ${beside} :!echo still there`, echo, 3000));
      await sleep(Math.max(0, everyMs / all.length - (performance.now() - startMs)));
    }
  }
  return { castellan, bare };
}

/** Infinity for an answer that did not come in three seconds. */
function roundTripMs(one: Visitor, channel: string): Promise<number> {
  const answer = new RegExp(`PRIVMSG ${channel} :${one.nick}: I choose`);
  return one.roundTripMs(`PRIVMSG ${channel} :!choose tea | coffee`, answer, 3000);
}

/** All of them at once, evenly, by the clock rather than by timers, which come late. */
function flooding(crowd: readonly Visitor[]) {
  const startMs = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startMs) * floodersPerSecond) / 1000);
    for (; sent < due; sent += 1)
      for (const one of crowd) one.send(`PRIVMSG ${flooded} :!choose a${sent} | b`);
  }, 10);
  return {
    sent: () => sent * crowd.length,
    forMs: () => performance.now() - startMs,
    stop: () => clearInterval(timer),
  };
}

async function queriesOf({ url }: Hall): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^castellan_database_queries_total (\d+)/m.exec(text)?.[1] ?? Number.NaN);
}

function latencyRows(where: string, flood: Times, quiet: Times): readonly Row[] {
  const about = { scenario: 'irc-innocent', against: 'castellan' } as const;
  const row = (what: string, of: (values: readonly number[]) => number): Row => ({
    ...{ ...about, what: `${what}, ${where}, over quiet`, unit: 'ms' },
    values: { castellan: of(flood.castellan), bare: of(flood.bare) },
    ratio: of(flood.castellan) / of(quiet.castellan),
  });
  const p99 = (values: readonly number[]): number => quantile(values, 0.99);
  const lost = flood.castellan.filter((value) => value === Infinity).length;
  return [
    { ...row('latency p99', p99), target: atMost(2) },
    row('latency median', median),
    {
      ...{ ...about, what: `latency p99, ${where}, over the bare bot’s then`, unit: 'ms' },
      ...{ values: { castellan: p99(flood.castellan), bare: p99(flood.bare) }, against: 'bare' },
      ratio: p99(flood.castellan) / p99(flood.bare),
    },
    {
      ...{ ...about, what: `answers lost of ${flood.castellan.length}, ${where}`, unit: '' },
      ...{ values: { castellan: lost }, ratio: lost, target: atMost(0, 'value') },
    },
  ];
}

/**
 * What the flood led to (a mute, a silence) is kept, so some statements come of it; but they do not grow with the
 * messages. Not rounded: what a message cost would show at once.
 */
function queryRows({
  queries,
  idleQueries,
  lines,
}: {
  readonly queries: number;
  readonly idleQueries: number;
  readonly lines: number;
}): readonly Row[] {
  const about = { scenario: 'irc-innocent', against: 'castellan', unit: '' } as const;
  const extra = Math.max(0, queries - idleQueries);
  return [
    {
      ...{
        ...about,
        what: `statements for ${lines} messages of the flood, beyond ${idleQueries} idle`,
      },
      ...{ values: { castellan: extra }, ratio: extra, target: atMost(lines / 1000, 'value') },
    },
  ];
}

/** The slowest answers of each part: a p99 of fifty is one of them. */
function noteTimes(note: (text: string) => void, parts: Readonly<Record<string, Times>>): void {
  const slowest = (values: readonly number[]) =>
    [...values]
      .sort((a, b) => b - a)
      .slice(0, 4)
      .map((value) => value.toFixed(1))
      .join(' ');
  for (const [name, { castellan, bare }] of Object.entries(parts))
    note(`${name}: slowest ms ${slowest(castellan)}; bare bot ${slowest(bare)}`);
}
