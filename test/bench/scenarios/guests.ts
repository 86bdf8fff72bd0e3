import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspircd } from '../../support/inspircd.ts';
import { startCastellan } from '../child.ts';
import { ircConnectionTo } from '../irc-connection.ts';
import { Asker } from '../irc-load.ts';
import { type Row, type Scenario, atMost } from '../measurement.ts';
import { quantile, Rounds } from '../statistics.ts';

/** What a hostile guest does when it is told to. */
const attacks: Readonly<Record<string, string>> = {
  'endless loop': 'for (;;);',
  'a gigabyte':
    'const all = []; for (;;) { all.push(new Uint8Array(10_000_000).fill(1)); await wait(1); }',
  'a full heap': 'const all = []; for (;;) all.push(new Array(10000).fill({}));',
  'a flood': 'for (;;) { for (let at = 0; at < 20; at++) console.log("x"); await wait(5); }',
  'ends itself': 'setTimeout(() => { throw new Error("over"); }, 0); await wait(1000);',
};

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
    const [rounds, forMs] = quick ? [3, 1500] : [5, 6000];
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
      for (const attack of Object.keys(attacks)) {
        const found = new Rounds();
        // A guest that ended three times rests for long.
        for (let round = 0; round < 2; round += 1) {
          found.note(round, 'idle', quantile(await ask('echo x', forMs), 0.99));
          field.attacker.say(`!${nameOf(attack)} ${attack}`);
          found.note(round, 'castellan', quantile(await ask('echo x', forMs), 0.99));
          // Until it was stopped and is there again.
          await sleep(8000);
        }
        note(attack);
        rows.push({
          ...{ scenario: 'guests', what: `p99 of others: ${attack}`, unit: 'ms' },
          values: found.values(),
          ...{ ratio: found.ratio('castellan', 'idle'), against: 'idle', target: atMost(2) },
        });
      }
      return rows;
    } finally {
      await field.end();
    }
  },
};

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
