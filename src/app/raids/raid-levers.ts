import type { Clock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { RaidLevers, RaidStanding, RaidTurned } from '../../core/commands/raid-levers.ts';
import type { DoorLevel } from '../../core/door.ts';
import type { Place } from '../../core/event.ts';
import type { Raids } from '../../guard/raids/index.ts';
import { type DoorKeeper, keyOf } from '../../moderation/raids/index.ts';
import { labelOf } from './happenings.ts';
import type { RaidWatch } from './raid-watch.ts';

interface Parts {
  readonly raids: Raids;
  readonly keeper: DoorKeeper;
  readonly watch: RaidWatch;
  readonly clock: Clock;
}

/** Raids as operators handle them. */
export const raidLevers = (parts: Parts): RaidLevers => new Handled(parts);

class Handled implements RaidLevers {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  status(where?: Place): readonly RaidStanding[] {
    if (where) return [this.#standing(where)];
    return this.#parts.watch
      .places()
      .map((place) => this.#standing(place))
      .filter(({ level, joins }) => level !== 'off' || joins > 0);
  }

  find(name: string): Place | undefined {
    const wanted = name.toLowerCase();
    return this.#parts.watch
      .places()
      .find(({ name: own, spaceName, space, channel }) =>
        [own, spaceName, space, channel].some((one) => one?.toLowerCase() === wanted),
      );
  }

  turn(where: Place, level: DoorLevel, forMs?: number): Promise<Result<RaidTurned>> {
    const { watch, clock } = this.#parts;
    return reached(async () => {
      const { limits, mode } = watch.rules(where);
      const untilMs = clock.now() + (forMs ?? limits.holdMs);
      const dry = mode === 'shadow';
      const reason = 'Set by an operator';
      const turned = await watch.turn({ where, level, untilMs, byHand: true, dry, reason });
      const { effect, obstacles } = turned;
      const leftMs = untilMs - clock.now();
      return ok({ place: labelOf(where), level, dry, effect, obstacles, leftMs });
    });
  }

  lift(where: Place): Promise<Result<RaidTurned>> {
    const { raids, keeper, watch } = this.#parts;
    return reached(async () => {
      const lifted = await keeper.lift(where, 'hand');
      raids.forget(keyOf(where));
      if (!lifted) return refuse('raid lift.none', { place: labelOf(where) });
      watch.ended(lifted);
      const { effect, obstacles, record } = lifted;
      const { dry } = record;
      return ok({ place: labelOf(where), level: 'off', dry, effect, obstacles, leftMs: 0 });
    });
  }

  #standing(where: Place): RaidStanding {
    const { raids, keeper, watch, clock } = this.#parts;
    const { limits, mode } = watch.rules(where);
    const { joins, weight, level } = raids.status(keyOf(where), limits, clock.monotonic());
    const held = keeper.at(where);
    return {
      ...{ place: labelOf(where), joins, weight, mode },
      ...{ windowMs: limits.windowMs, thresholds: limits },
      level: held?.level ?? level ?? 'off',
      leftMs: held ? Math.max(0, held.untilMs - clock.now()) : 0,
      byHand: held?.byHand ?? false,
      held: held?.changes.length ?? 0,
    };
  }
}

/** A network that is away is a refusal: the operator must hear of it, and the level ends by itself when it is back. */
async function reached(act: () => Promise<Result<RaidTurned>>): Promise<Result<RaidTurned>> {
  try {
    return await act();
  } catch (failure) {
    if (!(failure instanceof CastellanError)) throw failure;
    return refuse('raid.cannot.away', { problem: failure.message });
  }
}
