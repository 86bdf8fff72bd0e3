import { sleep } from '../../../base/clock.ts';
import { giveOp, operator, talk } from './crowd.ts';
import { Observation } from './observation.ts';
import { hall } from './places.ts';
import type { Scenario } from './scenario.ts';

const crowd = 500;
const quietMs = 1500;

export const netsplit: Scenario = {
  id: 'netsplit',
  title: 'Netsplit and netjoin',
  description: `A server with ${crowd} people links, splits off and comes back on IRC. Nobody has done anything, and nobody is to feel it.`,
  total: 3,
  async play(stage, progress) {
    const { irc } = stage.sandboxes;
    const watch = new Observation(stage, {});
    await giveOp(stage, hall.irc);
    const innocent = await talk(stage, watch, { where: hall, everyMs: 2500, only: 'irc' });
    const nicks = Array.from({ length: crowd }, (_, at) => `visitor${at + 1}`);
    for (const nick of nicks) irc.person(nick);
    const acts = [
      ['has linked', () => irc.oper.netjoin(nicks, hall.irc)],
      ['has split off', () => irc.oper.split(nicks)],
      ['is back', () => irc.oper.rejoin(nicks)],
    ] as const;
    for (const [index, [what, act]] of acts.entries()) {
      act();
      progress({ done: index + 1, note: `The server with ${crowd} people ${what}`, facts: [] });
      await sleep(stage.clock, 2000, stage.life.signal);
    }
    await innocent.stop();
    await watch.quiet(quietMs);
    const { joins } = watch;
    await operator(stage).irc(hall.irc)('!raid status');
    await watch.quiet(quietMs);
    for (const nick of nicks) await irc.person(nick).quit('good night');
    await innocent.leave();
    return {
      ...{ done: acts.length, note: 'The network is whole again.', report: watch.end() },
      facts: [
        { name: 'came and came back', value: String(crowd * 2) },
        { name: 'joins noticed', value: String(joins) },
        { name: 'asked by the bystander', value: String(watch.innocentAsked) },
      ],
    };
  },
};
