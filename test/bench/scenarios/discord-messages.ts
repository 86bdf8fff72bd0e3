import { type DiscordSubject, openDiscordField } from '../discord-field.ts';
import { atLeast, atMost, type Row, type Scenario } from '../measurement.ts';
import { cpuMicrosOf, residentMiBOf } from '../process-cost.ts';
import { Rounds } from '../statistics.ts';

const subjects: readonly DiscordSubject[] = ['discord.js', 'castellan'];

/** Messages that people write, each bot in a new process each round, the whole of Castellan against a bare Client. */
export const discordMessages: Scenario = {
  name: 'discord',
  about: 'Discord gateway messages on the simulated Discord: CPU, messages a second, memory',
  async run({ quick, note }) {
    const [rounds, messages] = quick ? [1, 6000] : [5, 30_000];
    const found = { cpu: new Rounds(), perSecond: new Rounds(), resident: new Rounds() };
    for (let round = 0; round < rounds; round += 1) {
      for (const subject of subjects) {
        const { cpu, perSecond, resident } = await measure(subject, messages);
        found.cpu.note(round, subject, cpu);
        found.perSecond.note(round, subject, perSecond);
        found.resident.note(round, subject, resident);
      }
      note(`round ${round + 1} of ${rounds}`);
    }
    const row = (rounds: Rounds, about: Pick<Row, 'what' | 'unit' | 'target'>): Row => ({
      scenario: this.name,
      ...about,
      values: rounds.values(),
      ratio: rounds.ratio('castellan', 'discord.js'),
      against: 'discord.js',
    });
    return [
      row(found.perSecond, { what: 'messages', unit: '/s', target: atLeast(0.85) }),
      // "≥ 0.85 of it" for the work done with a second of CPU, turned round.
      row(found.cpu, { what: 'CPU per message', unit: 'µs', target: atMost(1.18) }),
      row(found.resident, { what: 'resident', unit: 'MiB', target: atMost(1) }),
    ];
  },
};

async function measure(subject: DiscordSubject, messages: number) {
  const field = await openDiscordField(subject);
  try {
    await field.chat(messages / 5);
    const before = { cpu: cpuMicrosOf(field.pid), ms: performance.now() };
    await field.chat(messages);
    const seconds = (performance.now() - before.ms) / 1000;
    return {
      cpu: (cpuMicrosOf(field.pid) - before.cpu) / messages,
      perSecond: messages / seconds,
      resident: residentMiBOf(field.pid),
    };
  } finally {
    await field.end();
  }
}
