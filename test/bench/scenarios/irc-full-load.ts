import { setTimeout as sleep } from 'node:timers/promises';
import { type Contender, openField } from '../irc-field.ts';
import { atLeast, atMost, type Effort, type Row, type Scenario } from '../measurement.ts';
import { cpuMicrosOf } from '../process-cost.ts';
import { Rounds } from '../statistics.ts';

/** What each asker keeps on the way. */
interface Load {
  readonly asking: (channel: string) => string;
  readonly window: number;
  /** Lines that the bot gets with each asking. */
  readonly lines: number;
  /** Nearly all of it is not for the bot. */
  readonly unanswered: boolean;
}

const commands: Load = {
  asking: (channel) => `PRIVMSG ${channel} :!echo what shall we have for lunch today\r\n`,
  window: 64,
  lines: 1,
  unanswered: false,
};

const chatter = 500;
const talk: Load = {
  asking: (channel) =>
    `PRIVMSG ${channel} :I had soup yesterday, it was rather good, I might again\r\n`.repeat(
      chatter - 1,
    ) + `PRIVMSG ${channel} :!echo still there?\r\n`,
  window: 2,
  lines: chatter,
  unanswered: true,
};

/** IRC on a real InspIRCd, as fast as each bot can: what a command costs, and how many a second there are. */
export const ircCommands: Scenario = {
  name: 'irc-commands',
  about: 'IRC closed-loop echo on InspIRCd: CPU a command, replies a second',
  async run(effort) {
    const { cpu, perSecond } = await measure(commands, effort);
    return [
      row(cpu, { scenario: this.name, what: 'CPU per command', unit: 'µs', target: atMost(0.6) }),
      row(perSecond, { scenario: this.name, what: 'replies', unit: '/s', target: atLeast(1.3) }),
    ];
  },
};

/** The same with lines that are not for the bot. */
export const ircChatter: Scenario = {
  name: 'irc-chatter',
  about: 'IRC lines that are not addressed to the bot: CPU a line',
  async run(effort) {
    const { cpu, perSecond } = await measure(talk, effort);
    return [
      row(cpu, { scenario: this.name, what: 'CPU per line', unit: 'µs', target: atMost(0.5) }),
      row(perSecond, { scenario: this.name, what: 'lines', unit: '/s' }),
    ];
  },
};

const row = (rounds: Rounds, about: Pick<Row, 'scenario' | 'what' | 'unit' | 'target'>): Row => ({
  ...about,
  values: rounds.values(),
  ratio: rounds.ratio('castellan', 'irc-framework'),
  against: 'irc-framework',
});

async function measure(load: Load, { quick, note }: Effort) {
  const [rounds, roundMs, warmMs] = quick ? [3, 700, 700] : [7, 1500, 2500];
  const field = await openField({ shim: load.unanswered });
  const [cpu, perSecond] = [new Rounds(), new Rounds()];
  try {
    for (const contender of field.contenders) await underLoad(contender, load, warmMs);
    for (let round = 0; round < rounds; round += 1) {
      for (const contender of field.contenders) {
        const found = await underLoad(contender, load, roundMs);
        cpu.note(round, contender.subject, found.cpuMicros / found.lines);
        perSecond.note(round, contender.subject, found.lines / found.seconds);
      }
      note(`round ${round + 1} of ${rounds}`);
    }
  } finally {
    await field.end();
  }
  return { cpu, perSecond };
}

async function underLoad({ pid, askers }: Contender, load: Load, forMs: number) {
  for (const one of askers) one.start(load.asking(one.channel), load.window);
  // The first moments are not like the rest: buffers fill.
  await sleep(150);
  const answers = () => askers.reduce((sum, one) => sum + one.answers, 0);
  const before = { cpu: cpuMicrosOf(pid), answers: answers(), ms: performance.now() };
  await sleep(forMs);
  const lines = (answers() - before.answers) * load.lines;
  const cpuMicros = cpuMicrosOf(pid) - before.cpu;
  const seconds = (performance.now() - before.ms) / 1000;
  await Promise.all(askers.map((one) => one.stop()));
  return { lines, cpuMicros, seconds };
}
