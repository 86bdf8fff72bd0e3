import { type SpaceId, spaceId } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import type { Gathered, ImportHow, ImportSource } from '../core/imports/imports.ts';
import { readMediabot } from './mediabot/index.ts';
import { readOpenguard } from './openguard/index.ts';
import { readPetbot } from './petbot/index.ts';
import { readZoryx } from './zoryx/index.ts';
import { readDiscordBans } from './cases/discord-bans.ts';
import { readDyno, readMasz, readMee6 } from './cases/histories.ts';
import { readIrcBans } from './cases/irc-bans.ts';
import { type Meant, meantBy } from './places.ts';

type Read = (place: string, how: Meant) => Promise<Result<Gathered>>;

const readers: Readonly<Record<ImportSource, Read>> = {
  petbot: readPetbot,
  zoryx: readZoryx,
  mediabot: readMediabot,
  openguard: readOpenguard,
  masz: readMasz,
  dyno: readDyno,
  mee6: readMee6,
  'discord-bans': readDiscordBans,
  'irc-bans': readIrcBans,
};

/** The space whose bans are meant as they stand now; undefined where a file is. */
export function spaceAt(source: ImportSource, place: string): SpaceId | undefined {
  const start = source === 'discord-bans' ? 'discord:' : source === 'irc-bans' ? 'irc:' : undefined;
  return start !== undefined && place.startsWith(start) ? spaceId(place) : undefined;
}

/** Reads what an old program left at a place. Writes nothing there, and nothing here. */
export async function readOld(
  source: ImportSource,
  place: string,
  how: ImportHow,
  ircConnections: readonly string[],
): Promise<Result<Gathered>> {
  const meant = meantBy(how, ircConnections);
  return meant.ok ? readers[source](place, meant.value) : meant;
}
