import { type Clock, sleep } from '../../base/clock.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Trace, Traces } from '../../core/trace.ts';
import type { PlayScenario } from '../../dashboard/index.ts';
import type { Sandboxes } from '../sandboxes.ts';

/** What a scenario counts while it plays. */
export interface Report {
  readonly done: number;
  readonly note: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

export interface Scenario extends PlayScenario {
  readonly total: number;
  play(stage: Stage, progress: (report: Report) => void): Promise<Report>;
}

export interface Stage {
  readonly sandboxes: Sandboxes;
  readonly traces: Pick<Traces, 'follow'>;
  readonly clock: Clock;
  readonly life: Lifetime;
}

const floodLines = 30;
const floodEveryMs = 100;
const raiders = 50;
/** Nothing new for this long means that it is over. Discord lets five answers through in five seconds. */
const quietMs = { answers: 5500, joins: 1500 } as const;
const longestMs = 45_000;

const flood: Scenario = {
  id: 'flood',
  title: 'Flood',
  description: `One person sends ${floodLines} commands within ${(floodLines * floodEveryMs) / 1000} seconds, in #castle on IRC and in #general on Discord.`,
  total: floodLines,
  async play({ sandboxes: { irc, discord }, traces, clock, life }, progress) {
    const tally = tallyOf(traces, (trace) => trace.actor?.name === 'spammer');
    const [onIrc, onDiscord] = [irc.person('spammer'), discord.member('spammer')];
    for (let sent = 1; sent <= floodLines; sent += 1) {
      await onIrc.say('#castle', `!choose tea ${sent} | coffee ${sent}`);
      await onDiscord.say('#general', `!choose tea ${sent} | coffee ${sent}`);
      progress({ done: sent, note: `${sent} of ${floodLines} sent on both networks`, facts: [] });
      await sleep(clock, floodEveryMs, life.signal);
    }
    progress({ done: floodLines, note: 'Waiting for the last answers', facts: [] });
    await tally.quiet(quietMs.answers, clock, life);
    await onIrc.quit('had enough');
    await onDiscord.leaves();
    const { answered, refused, slowestMs } = tally.end();
    return {
      done: floodLines,
      note: 'The flood is over.',
      facts: [
        { name: 'sent', value: String(floodLines * 2) },
        { name: 'answered', value: String(answered) },
        { name: 'refused', value: String(refused) },
        { name: 'slowest, with the wait to send', value: `${(slowestMs / 1000).toFixed(1)} s` },
      ],
    };
  },
};

const raid: Scenario = {
  id: 'join-raid',
  title: 'Join raid',
  description: `${raiders} strangers join both networks within a few seconds, then leave again.`,
  total: raiders,
  async play({ sandboxes: { irc, discord }, traces, clock, life }, progress) {
    const tally = tallyOf(traces, (trace) => trace.kind === 'member-joined');
    const names = Array.from({ length: raiders }, (_, index) => `raider${index + 1}`);
    for (const [index, name] of names.entries()) {
      await irc.person(name).join('#castle');
      const member = discord.member(name, { accountAgeMs: 3_600_000 });
      if (!member.isMember) await member.joins();
      progress({ done: index + 1, note: `${index + 1} of ${raiders} have joined`, facts: [] });
      await sleep(clock, 50, life.signal);
    }
    await tally.quiet(quietMs.joins, clock, life);
    const { seen } = tally.end();
    for (const name of names) {
      await irc.person(name).quit('raid over');
      await discord.member(name).leaves();
    }
    return {
      done: raiders,
      note: 'The raid is over and the raiders are gone.',
      facts: [
        { name: 'joined', value: String(raiders * 2) },
        { name: 'joins noticed', value: String(seen) },
      ],
    };
  },
};

/** What can be played, in the order shown. */
export const scenarios: readonly Scenario[] = [flood, raid];

function tallyOf(traces: Pick<Traces, 'follow'>, counts: (trace: Trace) => boolean) {
  const sums = { seen: 0, answered: 0, refused: 0, slowestMs: 0 };
  const stop = traces.follow((trace) => {
    if (!counts(trace)) return;
    sums.seen += 1;
    if (trace.outcome === 'answered') sums.answered += 1;
    if (trace.outcome === 'refused') sums.refused += 1;
    sums.slowestMs = Math.max(sums.slowestMs, trace.tookMicros / 1000);
  });
  return {
    async quiet(forMs: number, clock: Clock, life: Lifetime): Promise<void> {
      const until = clock.monotonic() + longestMs;
      for (let before = -1; before !== sums.seen && clock.monotonic() < until;) {
        before = sums.seen;
        await sleep(clock, forMs, life.signal);
      }
    },
    end: () => {
      stop();
      return sums;
    },
  };
}
