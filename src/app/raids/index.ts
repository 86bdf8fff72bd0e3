/** Raids in this program: the judge, the doorkeeper, operators' levers and alerts, put together. */
import { every } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { RaidLevers } from '../../core/commands/raid-levers.ts';
import type { Place } from '../../core/event.ts';
import type { Keep } from '../../core/keep/keep.ts';
import type { PersonalHook } from '../../core/privacy/privacy.ts';
import { Raids, raidState, regularState } from '../../guard/raids/index.ts';
import { DoorKeeper, type Guarded } from '../../moderation/raids/index.ts';
import type { Registries, Surroundings } from '../registries.ts';
import { RaidHappenings, raidAlerts } from './happenings.ts';
import { raidLevers } from './raid-levers.ts';
import { raidSettings } from './raid-settings.ts';
import { personalRaids } from './personal-raids.ts';
import { RaidWatch } from './raid-watch.ts';

export type { RaidHappening, RaidHappenings } from './happenings.ts';

/** How often what was seen is kept; a level that is reached is kept at once. */
const keepEveryMs = 60_000;
const regularsEvery = 10;
const keptAs = { raids: 'raids', regulars: 'raids.regulars' } as const;

export interface RaidParts {
  readonly watch: RaidWatch;
  readonly levers: RaidLevers;
  readonly happenings: RaidHappenings;
  readonly personal: PersonalHook;
  /** The levels that hold now, anywhere. */
  held(): readonly Guarded[];
}

export async function openRaids(
  { clock, random, log, life }: Pick<Surroundings, 'clock' | 'random' | 'log' | 'life'>,
  { ports: { settings, alerts }, keep, jobs, board, metrics }: Registries,
): Promise<RaidParts> {
  settings.declare(raidSettings);
  const times = () => ({ nowMs: clock.monotonic(), wallMs: clock.now() });
  const state = readKept(keep, log, { name: keptAs.raids, parse: (kept) => raidState.parse(kept) });
  const regulars = readKept(keep, log, {
    name: keptAs.regulars,
    parse: (kept) => regularState.parse(kept),
  });
  const raids = new Raids({ random, ...(state && { saved: { state, regulars, times: times() } }) });
  const save = (): void => keep.save(keptAs.raids, JSON.stringify(raids.save(times())));
  const saveRegulars = (): void =>
    keep.save(keptAs.regulars, JSON.stringify(raids.saveRegulars(times())));
  const happenings = new RaidHappenings();
  const doorOf = (connection: Place['connection']) => board.platform(connection)?.door;
  const keeper: DoorKeeper = new DoorKeeper({
    ...{ clock, jobs, log, life, doorOf },
    numbers: (where) => watch.rules(where),
    unmet: (record) => watch.again(record),
    ended: (lifted) => watch.ended(lifted),
  });
  const watch = new RaidWatch({ raids, keeper, happenings, settings, clock, log, doorOf, save });
  life.own(raidAlerts(happenings, alerts));
  const saveAll = (): void => {
    save();
    saveRegulars();
  };
  life.own(saveAll);
  let turns = 0;
  life.own(
    every(clock, keepEveryMs, () => {
      raids.sweep(clock.monotonic());
      save();
      if ((turns += 1) % regularsEvery === 0) saveRegulars();
    }),
  );
  metrics.watch(
    'castellan_raid_levels',
    'Places where a raid level holds now',
    () => keeper.list().length,
  );
  await keeper.open();
  const personal = personalRaids({ raids, watch, keep, save: saveAll });
  const levers = raidLevers({ raids, keeper, watch, clock });
  return { watch, happenings, personal, levers, held: () => keeper.list() };
}

function readKept<State>(
  keep: Pick<Keep, 'load'>,
  log: Log,
  { name, parse }: { readonly name: string; readonly parse: (kept: unknown) => State },
): State | undefined {
  const text = keep.load(name);
  if (text === undefined) return undefined;
  try {
    return parse(JSON.parse(text));
  } catch (failure) {
    log.warn({ name, why: messageOf(failure) }, 'What was kept of raids cannot be read');
    return undefined;
  }
}
