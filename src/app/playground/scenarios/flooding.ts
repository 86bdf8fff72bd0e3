import { sleep } from '../../../base/clock.ts';
import { guest, operator, talk } from './crowd.ts';
import { Observation } from './observation.ts';
import { elsewhere, hall } from './places.ts';
import type { Progress, Scenario, Stage } from './scenario.ts';

/** Nothing new for this long means that it is over. */
const quietMs = 1500;
/** Seldom enough that the innocent and one flooder together are no crowd. */
const innocentEveryMs = 5000;

interface Flood {
  readonly names: readonly string[];
  readonly turns: number;
  readonly everyMs: number;
  readonly commands: readonly string[];
  /** Where the innocent talks: a channel that is flooded by several is silent for everyone. */
  readonly innocent: 'here' | 'elsewhere';
  /** Takes another name before this turn. */
  readonly renames?: (turn: number) => string | undefined;
  readonly over: string;
}

/** Lets people flood both networks while an innocent talks, then forgives them. */
export const flooding =
  (flood: Flood): Scenario['play'] =>
  async (stage, progress) => {
    const { clock, life } = stage;
    const watch = new Observation(stage, { attackers: /^spammer/ });
    const where = flood.innocent === 'here' ? hall : elsewhere;
    const innocent = await talk(stage, watch, { where, everyMs: innocentEveryMs });
    const crowd = await attackers(stage, flood.names);
    for (let turn = 0; turn < flood.turns; turn += 1) {
      const name = flood.renames?.(turn);
      if (name !== undefined) await crowd.rename(name);
      await crowd.say(
        watch,
        flood.commands[turn % flood.commands.length]?.replace('#', String(turn)) ?? '',
      );
      progress(step(turn + 1, `${turn + 1} of ${flood.turns} sent on both networks`));
      await sleep(clock, flood.everyMs, life.signal);
    }
    progress(step(flood.turns, 'Waiting for the last answers'));
    await innocent.stop();
    await watch.quiet(quietMs);
    await forgive(stage, watch, crowd.names());
    await watch.quiet(quietMs);
    await crowd.leave();
    await innocent.leave();
    const report = watch.end();
    const sent = flood.turns * flood.names.length * 2;
    return {
      ...{ done: flood.turns, note: flood.over, report },
      facts: [
        { name: 'sent', value: String(sent) },
        { name: 'answered', value: String(watch.answered) },
        { name: 'asked by the bystander', value: String(watch.innocentAsked) },
      ],
    };
  };

const step = (done: number, note: string): Progress => ({ done, note, facts: [] });

async function attackers({ sandboxes: { irc, discord } }: Stage, names: readonly string[]) {
  const onIrc = names.map((name) => irc.person(name));
  for (const one of onIrc) await one.join(hall.irc);
  const onDiscord = await Promise.all(names.map((name) => guest(discord, name)));
  return {
    names: () => ({ irc: onIrc.map(({ nickname }) => nickname), discord: names }),
    async say(watch: Observation, command: string): Promise<void> {
      for (const one of onIrc) await watch.attack(() => one.say(hall.irc, command));
      for (const one of onDiscord) await watch.attack(() => one.say(hall.discord, command));
    },
    async rename(name: string): Promise<void> {
      for (const one of onIrc) await one.nick(name);
      for (const one of onDiscord) await one.becomes({ nick: name });
    },
    async leave(): Promise<void> {
      for (const one of onIrc) await one.quit('had enough');
      for (const one of onDiscord) {
        await one.becomes({ nick: null });
        await one.leaves();
      }
    },
  };
}

/** The operator lifts what was set, so that the networks are as they were. */
async function forgive(
  stage: Stage,
  watch: Observation,
  names: { readonly irc: readonly string[]; readonly discord: readonly string[] },
): Promise<void> {
  const ann = operator(stage);
  for (const network of ['irc', 'discord'] as const) {
    const say = ann[network](hall[network]);
    await watch.lift(network, '!flood lift', {
      say,
      what: `the silence of ${hall[network]} lifted`,
    });
    for (const name of names[network]) {
      await watch.lift(network, `!unmute ${name}`, { say, what: 'a mute lifted' });
      await watch.lift(network, `!rate unban ${name}`, { say, what: 'a ban lifted' });
    }
  }
}
