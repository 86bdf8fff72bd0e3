import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { inspircd } from '../../support/inspircd.ts';
import { ackShim } from '../ack-shim.ts';
import { type Child, startCastellan } from '../child.ts';
import { ircConnectionTo } from '../irc-connection.ts';
import { Visitor } from '../irc-visitor.ts';
import { type Row, type Scenario, atMost } from '../measurement.ts';
import { median, quantile } from '../statistics.ts';

/** What an innocent asks: 19 a minute, where 20 are let in. */
const everyMs = 3100;
const floodersPerSecond = 100;
const [flooded, calm] = ['#flooded', ['#calm', '#garden']] as const;
/** So high that the server's own flood control never speaks. */
const threshold = 4_000_000;

interface Hall {
  readonly bot: Child;
  readonly url: string;
  person(nick: string, ...channels: readonly string[]): Promise<Visitor>;
}

/**
 * An innocent's answers while three nicks flood at 100 commands a second each, with pacing and limits as they are out
 * of the box, on a real InspIRCd. Elsewhere: from the flood's first moment on. In the same channel: once the channel's
 * own silence (30 s, which holds for everyone by M12) is over and the three are muted, while they go on. Everybody is
 * behind a shim that keeps ACKs flowing, since a channel is full of lines that nobody answers.
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
      await asking(outside, asks);
      const quietBefore = await queriesOf(hall);
      const quiet = await asking(outside, asks);
      const idleQueries = (await queriesOf(hall)) - quietBefore;
      note(`quiet: ${asks} asks each`);
      const nicks = ['fa', 'fb', 'fc'];
      const crowd = await Promise.all(nicks.map((nick) => hall.person(nick, flooded)));
      const before = await queriesOf(hall);
      const flood = flooding(crowd);
      const elsewhere = await asking(outside, asks);
      const queries = (await queriesOf(hall)) - before;
      const lines = flood.sent();
      note(`flood: ${lines} commands so far; asked elsewhere`);
      // The silence of the flooded channel holds for everyone.
      await sleep(Math.max(0, 32_000 - flood.forMs()));
      const neighbours = [
        await asker(hall, 'neighbour', flooded),
        await asker(hall, 'guest', flooded),
      ];
      const inside = await asking(neighbours, asks);
      note(`flood: ${flood.sent()} commands; asked in the same channel`);
      flood.stop();
      for (const { one } of [...outside, ...neighbours]) one.close();
      for (const one of crowd) one.close();
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
    const bot = await startCastellan({ connections: [connection] });
    try {
      const { url } = z.object({ url: z.string() }).parse(JSON.parse(bot.ready));
      return await run({
        bot,
        url,
        person: (nick, ...channels) =>
          Visitor.enter(shim.port, nick, { channels, bot: 'castellan' }),
      });
    } finally {
      await bot.stop();
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

/** Each asks in turn, well within the limits; how long each answer took, and how many never came. */
async function asking(all: readonly Asking[], asks: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (let turn = 0; turn < asks; turn += 1) {
    for (const { one, channel } of all) {
      const startMs = performance.now();
      found.push(await roundTripMs(one, channel));
      await sleep(Math.max(0, everyMs / all.length - (performance.now() - startMs)));
    }
  }
  return found;
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
  return Number(/^castellan_database_queries (\d+)/m.exec(text)?.[1] ?? Number.NaN);
}

function latencyRows(
  where: string,
  flood: readonly number[],
  quiet: readonly number[],
): readonly Row[] {
  const about = { scenario: 'irc-innocent', against: 'castellan' } as const;
  const row = (what: string, of: (values: readonly number[]) => number, bounded: boolean): Row => ({
    ...{ ...about, what: `${what}, ${where}, over quiet (${of(quiet).toFixed(2)} ms)`, unit: 'ms' },
    ...{ values: { castellan: of(flood) }, ratio: of(flood) / of(quiet) },
    ...(bounded && { target: atMost(2) }),
  });
  const lost = flood.filter((value) => value === Infinity).length;
  return [
    row('latency p99', (values) => quantile(values, 0.99), true),
    row('latency median', median, false),
    {
      ...{ ...about, what: `answers lost of ${flood.length}, ${where}`, unit: '' },
      ...{ values: { castellan: lost }, ratio: lost, target: atMost(0, 'value') },
    },
  ];
}

/** What the flood itself led to (a mute, a silence) is kept; a message costs nothing. */
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
  const perMessage = Math.round((1000 * Math.max(0, queries - idleQueries)) / lines) / 1000;
  return [
    {
      ...{ ...about, what: 'database queries a message of the flood' },
      ...{ values: { castellan: perMessage }, ratio: perMessage, target: atMost(0, 'value') },
    },
    {
      ...{ ...about, what: `statements in the flood’s time (${lines} messages)` },
      ...{ values: { castellan: queries }, ratio: queries / Math.max(1, idleQueries) },
    },
  ];
}
