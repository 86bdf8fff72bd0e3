import type { Result } from '../base/result.ts';
import type { Gathered, ImportHow, ImportSource } from '../core/imports/imports.ts';
import { readMediabot } from './mediabot/index.ts';
import { readOpenguard } from './openguard/index.ts';
import { readPetbot } from './petbot/index.ts';
import { readZoryx } from './zoryx/index.ts';
import { type Meant, meantBy } from './places.ts';

type Read = (place: string, how: Meant) => Promise<Result<Gathered>>;

const readers: Readonly<Record<ImportSource, Read>> = {
  petbot: readPetbot,
  zoryx: readZoryx,
  mediabot: readMediabot,
  openguard: readOpenguard,
};

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
