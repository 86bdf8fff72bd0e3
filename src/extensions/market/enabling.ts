import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { ExtensionDesk } from '../../core/extensions/extensions.ts';
import type { Held } from '../../core/market/market.ts';
import { type HeldRecord, type Kept, type MarketRecords, heldOf } from './records.ts';
import type { Shelf } from './shelf.ts';

interface Parts {
  readonly records: MarketRecords;
  readonly shelf: Shelf;
  readonly extensions: Pick<ExtensionDesk, 'find' | 'load' | 'reload'>;
  readonly log: Log;
}

interface Enabling {
  readonly id: string;
  readonly kept: Kept;
  /** What is remembered of it once it is in its place. */
  readonly next: HeldRecord;
}

/** Puts a version in its place and loads it. Where it does not load, everything is as before. */
export async function enabledNow(
  { shelf, records, extensions, log }: Parts,
  { id, kept, next }: Enabling,
): Promise<Result<Held>> {
  const files = await shelf.take(id, kept).catch((failure: unknown) => messageOf(failure));
  if (typeof files === 'string') return refuse('market.bad-package', { id, why: files });
  const placed = await shelf.place(id, files.files);
  const loaded = await loadedNow(extensions, id);
  // It is in its place and wants to be allowed something first: that is for its owner to decide, and for us no failure.
  const isAsking = !loaded.ok && loaded.error.key === 'extensions.asks';
  if (!loaded.ok && !isAsking) {
    placed.undo();
    // So that what is said of it is said of what is there.
    if (placed.replaced) await loadedNow(extensions, id);
    return loaded;
  }
  await records.put(id, next);
  placed.keep();
  await shelf.tidy(id, next);
  log.info({ extension: id, version: kept.version }, 'Extension enabled');
  return loaded.ok ? ok(heldOf(id, next)) : loaded;
}

async function loadedNow(
  extensions: Pick<ExtensionDesk, 'find' | 'load' | 'reload'>,
  id: string,
): Promise<Result<unknown>> {
  const before = extensions.find(id)?.now.state;
  if (before === 'running' || before === 'failed') return extensions.reload(id);
  const done = await extensions.load(id);
  // Whoever watches the folder was faster.
  return !done.ok && done.error.key === 'extensions.loaded' ? ok(undefined) : done;
}
