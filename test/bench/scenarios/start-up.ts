import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { systemClock } from '../../../src/base/clock.ts';
import { lifetime } from '../../../src/base/lifetime.ts';
import { silentLog } from '../../../src/base/log.ts';
import { seededRandom } from '../../../src/base/random.ts';
import { startIrcSandbox } from '../../../src/sandbox/irc/index.ts';
import { startCastellan } from '../child.ts';
import { ircConnectionTo, type IrcDoor } from '../irc-connection.ts';
import { Asker } from '../irc-load.ts';
import { atMost, type Row, type Scenario } from '../measurement.ts';
import { Rounds } from '../statistics.ts';

const channels = Array.from({ length: 8 }, (_, at) => `#hall-${at}`);
const patience = { withinMs: 20_000 };

/**
 * From spawning the process to its first answer. The IRC server is the simulated one: InspIRCd lets clients in once a
 * second.
 */
export const startUp: Scenario = {
  name: 'start-up',
  about: 'Start to first reply: IRC alone in 8 channels; the sandbox with its page',
  async run({ quick, note }) {
    const rounds = quick ? 3 : 9;
    const [irc, sandbox] = [new Rounds(), new Rounds()];
    // The first start after a change writes the compile cache.
    await ircAlone();
    for (let round = 0; round < rounds; round += 1) {
      const nodeMs = await bareNode();
      irc.note(round, 'node', nodeMs);
      sandbox.note(round, 'node', nodeMs);
      irc.note(round, 'castellan', await ircAlone());
      sandbox.note(round, 'castellan', await withSandbox());
      note(`round ${round + 1} of ${rounds}`);
    }
    const row = (what: string, found: Rounds, boundMs: number): Row => ({
      ...{ scenario: this.name, what, unit: 'ms' },
      values: found.values(),
      ratio: found.ratio('castellan', 'node'),
      against: 'node',
      target: atMost(boundMs, 'value'),
    });
    return [row('IRC, 8 channels', irc, 500), row('sandbox with page', sandbox, 1500)];
  },
};

async function bareNode(): Promise<number> {
  const startMs = performance.now();
  await once(spawn(process.execPath, ['-e', '0']), 'exit');
  return performance.now() - startMs;
}

async function ircAlone(): Promise<number> {
  const life = lifetime('bench');
  const network = await startIrcSandbox({
    life,
    clock: systemClock,
    random: seededRandom(1),
    log: silentLog,
  });
  const ann = network.person('ann');
  for (const channel of channels) await ann.join(channel);
  const startMs = performance.now();
  const starting = startCastellan({
    bench: true,
    connections: [ircConnectionTo(network, channels)],
  });
  try {
    await network.arrives('castellan', channels, patience);
    await ann.say(channels.at(-1) ?? '', '!echo are you there?');
    await ann.hears(channels.at(-1) ?? '', /are you there/, patience);
    return performance.now() - startMs;
  } finally {
    await (await starting).stop();
    await life.end();
  }
}

/** With nothing configured: ready with both simulated networks and the page, and an answer to someone on IRC. */
async function withSandbox(): Promise<number> {
  const startMs = performance.now();
  const castellan = await startCastellan({ bench: true, sandbox: true });
  try {
    const door = doorIn(castellan.ready);
    const asker = await Asker.enter(door, {
      nick: 'visitor',
      channel: '#castle',
      bot: 'castellan',
    });
    const tookMs = performance.now() - startMs;
    asker.close();
    return tookMs;
  } finally {
    await castellan.stop();
  }
}

function doorIn(ready: string): IrcDoor {
  const { sandbox } = JSON.parse(ready) as { sandbox: { irc: IrcDoor } };
  return sandbox.irc;
}
