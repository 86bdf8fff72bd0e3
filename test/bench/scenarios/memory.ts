import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../../src/base/clock.ts';
import { lifetime } from '../../../src/base/lifetime.ts';
import { silentLog } from '../../../src/base/log.ts';
import { seededRandom } from '../../../src/base/random.ts';
import { startIrcSandbox, type IrcSandbox } from '../../../src/sandbox/irc/index.ts';
import { startCastellan } from '../child.ts';
import { ircConnectionTo } from '../irc-connection.ts';
import { atMost, type Scenario } from '../measurement.ts';
import { residentMiBOf } from '../process-cost.ts';
import { Rounds } from '../statistics.ts';

const channels = Array.from({ length: 50 }, (_, at) => `#room-${at}`);
const clients = 200;
const channelsEach = 5;
const settleMs = 3000;

/** Memory of the whole program in the middle of its work: 50 channels, 200 people who talk, the dashboard up. */
export const memory: Scenario = {
  name: 'memory',
  about: 'Resident memory: IRC, 50 channels, 200 clients, dashboard up',
  async run({ quick }) {
    const rounds = new Rounds();
    for (let round = 0; round < (quick ? 1 : 3); round += 1) {
      rounds.note(round, 'node', await bareNode());
      rounds.note(round, 'castellan', await castellan());
    }
    return [
      {
        ...{ scenario: this.name, what: 'resident', unit: 'MiB' },
        values: rounds.values(),
        ratio: rounds.ratio('castellan', 'node'),
        against: 'node',
        target: atMost(110, 'value'),
      },
    ];
  },
};

async function bareNode(): Promise<number> {
  const node = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await sleep(500);
  const resident = residentMiBOf(node.pid ?? 0);
  node.kill();
  return resident;
}

async function castellan(): Promise<number> {
  const life = lifetime('bench');
  const network = await startIrcSandbox({
    life,
    clock: systemClock,
    random: seededRandom(1),
    log: silentLog,
    world: 'empty',
  });
  await populate(network);
  const connections = [ircConnectionTo(network, channels)];
  const child = await startCastellan({ bench: true, connections });
  try {
    await network.arrives('castellan', channels, { withinMs: 20_000 });
    await chat(network);
    await sleep(settleMs);
    return residentMiBOf(child.pid);
  } finally {
    await child.stop();
    await life.end();
  }
}

async function populate(network: IrcSandbox): Promise<void> {
  for (let client = 0; client < clients; client += 1) {
    const person = network.person(`client${client}`);
    for (let at = 0; at < channelsEach; at += 1)
      await person.join(channels[(client * channelsEach + at) % channels.length] ?? '');
  }
}

/** Everybody says something ten times, and every tenth of that is a command. */
async function chat(network: IrcSandbox): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    for (const [at, person] of network.people.entries()) {
      const text = at % 10 === turn ? '!echo hello' : 'what shall we have for lunch today';
      await person.say(person.channels[turn % channelsEach] ?? '', text);
    }
    await sleep(50);
  }
}
