import type { Refusal, Result } from '../../base/result.ts';
import type { DoorEffect, DoorLevel } from '../door.ts';
import type { Place } from '../event.ts';

/** Where a space stands with raids. */
export interface RaidStanding {
  readonly place: string;
  readonly level: DoorLevel | 'off';
  /** Newcomers within the window now, how much they weigh, and from what on something is done. */
  readonly joins: number;
  readonly weight: number;
  readonly windowMs: number;
  readonly thresholds: {
    readonly joins: number;
    readonly slowWeight: number;
    readonly lockdownWeight: number;
  };
  readonly mode: string;
  /** Until the level ends by itself; 0 where none holds. */
  readonly leftMs: number;
  readonly byHand: boolean;
  /** Things that will be put back. */
  readonly held: number;
}

/** What a change of level came to. */
export interface RaidTurned {
  readonly place: string;
  readonly level: DoorLevel | 'off';
  /** It was only said what would be done. */
  readonly dry: boolean;
  readonly effect: DoorEffect;
  readonly leftMs: number;
  /** What keeps the bot from doing more, in texts that say what to do about it. */
  readonly obstacles: readonly Refusal[];
}

/** What operators see of raids, and what they can do about them. */
export interface RaidLevers {
  /** Of one place, or of all where anything is going on. */
  status(where?: Place): readonly RaidStanding[];
  /** The space that is called so; for ways in that are in none. */
  find(name: string): Place | undefined;
  /** Holds a level until its end, whatever the joins say. Refused where the network cannot be reached. */
  turn(where: Place, level: DoorLevel, forMs?: number): Promise<Result<RaidTurned>>;
  /** Puts back what was there before. Refused where nothing holds. */
  lift(where: Place): Promise<Result<RaidTurned>>;
}
