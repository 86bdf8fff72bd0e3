import { type Result, ok, refuse } from '../../base/result.ts';
import type { ExtensionView } from '../../core/extensions/extensions.ts';
import type { KeptData, Uninstall, Uninstalled } from '../../core/market/market.ts';
import type { Author } from '../../core/settings/settings.ts';
import type { Loader } from '../loader.ts';
import type { HeldRecord, MarketRecords } from './records.ts';
import type { Shelf } from './shelf.ts';

/** What extensions have kept, whether they are loaded or not. */
export interface DataOfExtensions {
  count(name: string): Promise<KeptData>;
  resetSettings(name: string, by: Author): Promise<void>;
  purge(name: string): Promise<void>;
}

interface Parts {
  readonly records: MarketRecords;
  readonly shelf: Shelf;
  readonly extensions: SteeredExtensions;
  readonly data: DataOfExtensions;
}

export type SteeredExtensions = Pick<
  Loader,
  'find' | 'list' | 'load' | 'reload' | 'unload' | 'decide' | 'enforcement' | 'look'
>;

/** Whom the extension would be missed by. */
export const needyOf = (id: string, all: readonly ExtensionView[]): readonly string[] =>
  all
    .filter(({ name, needs }) => name !== id && needs.some((link) => link.name === id))
    .map(({ name }) => name);

/** Takes an extension of the market out, with its files; what it kept goes only where that was asked. */
export async function uninstalled(
  parts: Parts,
  id: string,
  { purge = false, by, record }: Uninstall & { readonly record: HeldRecord | undefined },
): Promise<Result<Uninstalled>> {
  const { extensions, data } = parts;
  const isThere = extensions.find(id) !== undefined;
  const kept = await data.count(id);
  if (!record) {
    if (isThere || !purge || isEmpty(kept)) return refuse('market.not-held', { id });
    await data.purge(id);
    return ok({ id, kept, purged: true, neededBy: [] });
  }
  const neededBy = needyOf(id, extensions.list());
  const gone = await takenOut(parts, id, { by, purge });
  if (!gone.ok) return gone;
  await parts.records.drop(id);
  await parts.shelf.remove(id);
  if (purge) await data.purge(id);
  await extensions.look();
  return ok({ id, kept, purged: purge, neededBy });
}

const isEmpty = (kept: KeptData): boolean => Object.values(kept).every((count) => count === 0);

/** It runs no more, and nothing that it was allowed is left to whoever comes under its name. */
async function takenOut(
  { extensions, data, shelf }: Parts,
  id: string,
  { by, purge }: { readonly by: Author; readonly purge: boolean },
): Promise<Result<unknown>> {
  if (!shelf.isPlaced(id) || !extensions.find(id)) return ok(undefined);
  // Only while it is loaded is it known what may be set; were it refused, nothing must have changed.
  const runs = extensions.find(id)?.now.state === 'running';
  const needy = runs ? neededNow(id, extensions) : [];
  if (needy.length > 0) return refuse('extensions.needed', { name: id, by: needy.join(', ') });
  if (purge) await data.resetSettings(id, by);
  const unloaded = await extensions.unload(id);
  if (!unloaded.ok) return unloaded;
  return extensions.decide(id, 'revoke');
}

const neededNow = (id: string, extensions: SteeredExtensions): readonly string[] => {
  const { dependencies } = extensions.enforcement();
  const running = extensions.list().filter(({ now }) => now.state === 'running');
  return dependencies ? needyOf(id, running) : [];
};
