import { actorId, type ActorId, type SpaceId, spaceId } from '../../../base/ids.ts';

const discordEpochMs = 1_420_070_400_000;
const timestampShift = 2 ** 22;

/** When the thing with this id was made. Doubles lose only bits below the millisecond here. */
export const madeAtMs = (snowflake: string): number =>
  Math.floor(Number(snowflake) / timestampShift) + discordEpochMs;

export const actorOf = (user: string): ActorId => actorId(`discord:${user}`);

export const spaceOf = (guild: string): SpaceId => spaceId(`discord:${guild}`);
