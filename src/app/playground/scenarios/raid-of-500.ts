import { sleep } from '../../../base/clock.ts';
import { giveOp, operator, talk } from './crowd.ts';
import { Observation } from './observation.ts';
import { hall } from './places.ts';
import { type Scenario, type Stage, allowed } from './scenario.ts';

const raiders = 500;
const everyMs = 15;
const hourMs = 3_600_000;
/** Slower than the slowmode that a raid brings. */
const innocentEveryMs = 11_000;
const quietMs = 1500;

export const raidOf500: Scenario = {
  id: 'raid-of-500',
  title: 'Raid of 500',
  description: `${raiders} strangers join both networks within seconds and speak. The door closes at the tenth; afterwards an operator lifts it and they are gone.`,
  total: raiders,
  async play(stage, progress) {
    const watch = new Observation(stage, { attackers: /^raider/ });
    await giveOp(stage, hall.irc);
    const innocent = await talk(stage, watch, { where: hall, everyMs: innocentEveryMs });
    const inside = { irc: 0, discord: 0 };
    for (let number = 1; number <= raiders; number += 1) {
      const got = await comes(stage, watch, `raider${number}`);
      if (got.irc) inside.irc += 1;
      if (got.discord) inside.discord += 1;
      progress({ done: number, note: `${number} of ${raiders} have come`, facts: [] });
      await sleep(stage.clock, everyMs, stage.life.signal);
    }
    while (watch.innocentAsked < 4) await sleep(stage.clock, 250, stage.life.signal);
    await innocent.stop();
    await watch.quiet(quietMs);
    const ann = operator(stage);
    await allowed(() => ann.irc(hall.irc)('!raid lift'));
    await allowed(() => ann.discord(hall.discord)('!raid lift'));
    await watch.quiet(quietMs);
    await goes(stage);
    await innocent.leave();
    return {
      ...{ done: raiders, note: 'The raid is over and the raiders are gone.', report: watch.end() },
      facts: [
        { name: 'came', value: String(raiders * 2) },
        { name: 'got in on IRC', value: String(inside.irc) },
        { name: 'got in on Discord', value: String(inside.discord) },
      ],
    };
  },
};

/** One raider comes, and says something where he got in. */
async function comes({ sandboxes: { irc, discord } }: Stage, watch: Observation, name: string) {
  const onIrc = irc.person(name);
  const member = discord.member(name, { joined: false, accountAgeMs: hourMs });
  const got = {
    irc: await watch.intrude(() => onIrc.join(hall.irc)),
    discord: await watch.intrude(() => member.joins()),
  };
  if (got.irc) await watch.attack(() => onIrc.say(hall.irc, 'join my server'));
  if (got.discord) await watch.attack(() => member.say(hall.discord, 'join my server'));
  return got;
}

async function goes({ sandboxes: { irc, discord } }: Stage): Promise<void> {
  for (let number = 1; number <= raiders; number += 1) {
    await irc.person(`raider${number}`).quit('raid over');
    const member = discord.member(`raider${number}`, { joined: false });
    if (member.isMember) await member.leaves();
  }
}
