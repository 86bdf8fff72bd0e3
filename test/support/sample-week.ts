import { join } from 'node:path';
import { channelId, spaceId } from '../../src/base/ids.ts';
import { manualClock } from '../../src/base/clock.ts';
import { silentLog } from '../../src/base/log.ts';
import { seededRandom } from '../../src/base/random.ts';
import { Guard, defaultLimits } from '../../src/guard/index.ts';
import { Recorder, actorKeys, factLog, factStore } from '../../src/replay/index.ts';
import { openDatabase } from '../../src/storage/index.ts';

const hourMs = 3_600_000;
const place = {
  channel: channelId('sandbox-irc/#castle'),
  space: spaceId('irc:sandbox-irc:#castle'),
  platform: 'irc',
  name: '#castle',
} as const;
const commands = ['choose', 'help', 'ping', 'about'];

/** Lays a made-up week of #castle into a data folder whose program does not run: evenings are busy, two people hurry. */
export async function sampleWeek(data: string): Promise<void> {
  const database = await openDatabase(join(data, 'castellan.db'));
  const random = seededRandom(12);
  const hours = 7 * 24 - 2;
  const clock = manualClock(Date.now() - hours * hourMs);
  const keys = actorKeys(Buffer.alloc(32, 5));
  const recorder = new Recorder({
    ...{ clock, random, seed: keys.seed, isKept: () => true, full: () => {} },
  });
  const facts = factLog({ recorder, store: factStore(database), keys, log: silentLog });
  const guard = new Guard({ limitsFor: () => defaultLimits, random });
  const use = (who: number) => {
    const nowMs = Math.floor(clock.monotonic());
    const asked = { actor: `irc:sandbox-irc:host:p@${who}`, where: place, category: 'basic' };
    const judged = {
      use: { ...asked, exempt: false },
      ...{ place, command: random.pick(commands), nowMs },
    };
    const verdict = guard.judge(judged.use, nowMs);
    recorder.used(judged, verdict);
  };
  for (let hour = 0; hour < hours; hour += 1) {
    const ofDay = new Date(clock.now()).getHours();
    const busy = ofDay > 16 && ofDay < 23 ? 14 : ofDay > 7 ? 5 : 1;
    const turns = Math.floor(busy * (0.4 + random.next()));
    for (let turn = 0; turn < turns; turn += 1) {
      const who = Math.floor(12 * random.next() ** 2);
      const inARow = who < 2 && random.next() < 0.3 ? 2 + random.below(8) : 1 + random.below(2);
      for (let one = 0; one < inARow; one += 1) {
        use(who);
        await clock.advance(300 + random.below(1500));
      }
      const talk = random.below(9);
      const nowMs = Math.floor(clock.monotonic());
      for (let one = 0; one < talk; one += 1)
        recorder.saw('message', 'irc:a:host:b@c', place, nowMs);
      await clock.advance((hourMs / turns) * 0.6);
    }
    await clock.advance(Math.max(0, hourMs - (clock.monotonic() % hourMs)));
  }
  await facts.flush();
  await database.close();
}
