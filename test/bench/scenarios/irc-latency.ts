import { setTimeout as sleep } from 'node:timers/promises';
import { type Contender, openField } from '../irc-field.ts';
import { atMost, type Row, type Scenario } from '../measurement.ts';
import { quantile, Rounds } from '../statistics.ts';

const everyMs = 5;

/**
 * How long an answer takes at 200 commands a second. InspIRCd sets no TCP_NODELAY, so whoever only reads gets its
 * lines 40 ms late (delayed ACK against Nagle); here both directions are busy all the time: each asker's next command
 * carries the ACK of the last answer.
 */
export const ircLatency: Scenario = {
  name: 'irc-latency',
  about: 'IRC latency at 200 messages a second',
  async run({ quick, note }) {
    const [rounds, samples] = quick ? [3, 200] : [5, 600];
    const field = await openField();
    const [p50, p99] = [new Rounds(), new Rounds()];
    try {
      for (const contender of field.contenders) await latencies(contender, samples);
      for (let round = 0; round < rounds; round += 1) {
        for (const contender of field.contenders) {
          const found = await latencies(contender, samples);
          p50.note(round, contender.subject, quantile(found, 0.5));
          p99.note(round, contender.subject, quantile(found, 0.99));
        }
        note(`round ${round + 1} of ${rounds}`);
      }
    } finally {
      await field.end();
    }
    const row = (what: string, found: Rounds, bound: number): Row => ({
      ...{ scenario: this.name, what, unit: 'ms' },
      values: found.values(),
      ratio: found.ratio('castellan', 'irc-framework'),
      against: 'irc-framework',
      target: atMost(bound, 'value'),
    });
    return [row('latency p50', p50, 0.4), row('latency p99', p99, 1.8)];
  },
};

async function latencies({ askers: [one] }: Contender, samples: number): Promise<number[]> {
  if (!one) return [];
  const found: number[] = [];
  const asking = `PRIVMSG ${one.channel} :!echo what shall we have for lunch today\r\n`;
  for (let nextMs = performance.now(); found.length < samples; nextMs += everyMs) {
    const waitMs = nextMs - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    found.push(await one.roundTripMs(asking));
  }
  return found;
}
