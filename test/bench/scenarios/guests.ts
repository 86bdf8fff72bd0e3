import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspircd } from '../../support/inspircd.ts';
import { startCastellan } from '../child.ts';
import { ircConnectionTo } from '../irc-connection.ts';
import { Asker } from '../irc-load.ts';
import { type Effort, type Row, type Scenario, atMost } from '../measurement.ts';
import { median, quantile, Rounds } from '../statistics.ts';

/** What a hostile guest does when it is told to. */
const attacksX: Readonly<Record<string, string>> = {
  'endless loop': 'for (;;);',
  'a gigabyte':
    'const all = []; for (;;) { all.push(new Uint8Array(10_000_000).fill(1)); await wait(1); }',
  'a full heap': 'const all = []; for (;;) all.push(new Array(10000).fill({}));',
  'a flood': 'for (;;) { for (let at = 0; at < 20; at++) console.log("x"); await wait(5); }',
  'ends itself': 'setTimeout(() => { throw new Error("over"); }, 0); await wait(1000);',
  // Hosts that it did not declare, the configuration, prototypes; as fast as it is let.
  'forbidden doors': `for (const endMs = Date.now() + 2000; Date.now() < endMs; await wait(1)) {
    await fetch("https://example.org/").catch(() => {});
    await import("./castellan.yaml".slice()).catch(() => {});
    Object.assign(Object.prototype, JSON.parse('{ "__proto__": { "isAdmin": true } }'), { isAdmin: true });
  }`,
};
const attacks = Object.fromEntries(
  Object.entries(attacksX).filter(
    ([k]) => !process.env['ONLY_ATTACKS'] || process.env['ONLY_ATTACKS'].split(',').includes(k),
  ),
);

const source = (name: string): string => `
import { defineCommand, defineModule, defineTexts, ok, optional, rest } from 'castellan/sdk';
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const attacks: Record<string, () => Promise<unknown>> = {
  ${Object.entries(attacks)
    .map(
      ([what, body]) =>
        `${JSON.stringify(what)}: async () => { ${body.replace('all = []', 'all: unknown[] = []')} },`,
    )
    .join('\n')}
};
export const extension = defineModule({
  name: '${name}', version: '1.0.0',
  commands: [defineCommand({
    name: '${name}', category: 'basics', args: { what: optional(rest()) },
    async run({ args }) { await attacks[args.what ?? '']?.(); return ok('hello'); },
    show: (said) => said,
  })],
  texts: defineTexts({
    en: { '${name}.about': 'Says hello.', '${name}.arg.what': 'What' },
    fr: { '${name}.about': 'Dit bonjour.', '${name}.arg.what': 'Quoi' },
  }),
});
`;

const nameOf = (attack: string): string => `bad-${attack.replaceAll(' ', '-')}`;
const threshold = 4_000_000;
const everyMs = 5;

/** The program on a real IRC server, with an extension in its own process, a guest, and guests that mean ill. */
async function open() {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-guests-'));
  for (const name of ['inside', 'guest', ...Object.keys(attacks).map(nameOf)])
    writeFileSync(join(folder, `${name}.ts`), source(name));
  const server = await inspircd({ threshold, pingfreq: 3600 });
  const channels = ['#asked', '#attacked'];
  const bot = await startCastellan({
    ...{ bench: true, extensions: { folder, trusted: ['inside'], watch: false } },
    connections: [ircConnectionTo({ host: '127.0.0.1', port: server.port }, channels)],
  });
  const enter = (nick: string, channel: string, from: string) =>
    Asker.enter(
      { host: '127.0.0.1', port: server.port },
      { nick, from, bot: 'castellan', channel },
    );
  const asker = await enter('asker', '#asked', '127.0.1.1');
  const attacker = await enter('attacker', '#attacked', '127.0.1.2');
  return {
    ...{ asker, attacker },
    async end() {
      asker.close();
      attacker.close();
      await bot.stop();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a guest costs, and what others notice of one that means ill. */
export const guests: Scenario = {
  name: 'guests',
  about:
    "A guest's command against one in our process, and answers to others while a guest means ill",
  async run({ quick, note }) {
    const [rounds, forMs] = quick ? [2, 500] : [4, 1000];
    const field = await open();
    try {
      const ask = (what: string, ms: number) => timesOf(field.asker, what, ms);
      await ask('echo x', 1000);
      const cost = { p50: new Rounds(), p99: new Rounds() };
      for (let round = 0; round < rounds; round += 1)
        for (const [subject, what] of [
          ['in-process', 'inside'],
          ['castellan', 'guest'],
        ] as const) {
          const found = await ask(what, forMs);
          cost.p50.note(round, subject, quantile(found, 0.5));
          cost.p99.note(round, subject, quantile(found, 0.99));
        }
      const rows: Row[] = Object.entries(cost).map(([share, found]) => ({
        ...{ scenario: 'guests', what: `a command, ${share}`, unit: 'ms', values: found.values() },
        ...{ ratio: found.ratio('castellan', 'in-process'), against: 'in-process' },
      }));
      rows.push(...(await underAttack(field, ask, { rounds: quick ? 1 : 5, note })));
      return rows;
    } finally {
      await field.end();
    }
  },
};

const idleMs = 1200;
const hostileMs = 2000;
/** A guest that blocks its loop is stopped after five seconds; a window must not begin before that. */
const overMs = (attack: string): number => (attack === 'endless loop' ? 4500 : 1500);

/**
 * Windows of calm and of attack, turn by turn, all attacks in each round: what else the machine does falls on both. A guest
 * that ended rests for longer each time, which is while the others have their turn.
 */
async function underAttack(
  { attacker }: Pick<Awaited<ReturnType<typeof open>>, 'attacker'>,
  ask: (what: string, forMs: number) => Promise<number[]>,
  { rounds, note }: { readonly rounds: number; readonly note: Effort['note'] },
): Promise<readonly Row[]> {
  const calm: number[] = [];
  const hostile = new Map(Object.keys(attacks).map((attack) => [attack, [] as number[]]));
  for (let round = 0; round < rounds; round += 1)
    for (const [attack, found] of hostile) {
      calm.push(quantile(await ask('echo x', idleMs), 0.99));
      attacker.say(`!${nameOf(attack)} ${attack}`);
      found.push(quantile(await ask('echo x', hostileMs), 0.99));
      note(`${attack}: p99 ${found.at(-1)?.toFixed(2)} ms, before ${calm.at(-1)?.toFixed(2)} ms`);
      await sleep(overMs(attack));
    }
  const idle = median(calm);
  return [...hostile].map(([attack, found]) => ({
    ...{ scenario: 'guests', what: `p99 of others: ${attack}`, unit: 'ms' },
    values: { castellan: median(found), idle },
    ...{ ratio: median(found) / idle, against: 'idle', target: atMost(2) },
  }));
}

/** How long the answers to this took, asked 200 times a second. */
async function timesOf(asker: Asker, what: string, forMs: number): Promise<number[]> {
  const found: number[] = [];
  const asking = `PRIVMSG ${asker.channel} :!${what}\r\n`;
  const endMs = performance.now() + forMs;
  for (let nextMs = performance.now(); nextMs < endMs; nextMs += everyMs) {
    const waitMs = nextMs - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    found.push(await asker.roundTripMs(asking));
  }
  return found;
}
