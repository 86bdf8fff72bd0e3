import { createHash } from 'node:crypto';
import semver from 'semver';
import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import { queues } from '../../core/files/queues.ts';
import type {
  Held,
  KeptData,
  MarketDesk,
  MarketView,
  Missing,
  Uninstall,
  Uninstalled,
} from '../../core/market/market.ts';
import { fits } from '../manifest.ts';
import {
  type IndexPlace,
  type Offered,
  askIndex,
  firstOfEach,
  got,
  offersIn,
  standingOf,
} from './indexes.ts';
import { enabledNow } from './enabling.ts';
import { isPackageSigned } from './index-file.ts';
import { sha512Of } from './keys.ts';
import { missingOf } from './missing.ts';
import { packageIn } from './package-file.ts';
import { type DataOfExtensions, type SteeredExtensions, uninstalled } from './uninstall.ts';
import { type HeldRecord, type Kept, type MarketRecords, heldOf } from './records.ts';
import type { Shelf } from './shelf.ts';

export interface MarketParts {
  readonly indexes: readonly IndexPlace[];
  readonly records: MarketRecords;
  readonly shelf: Shelf;
  readonly extensions: SteeredExtensions;
  /** What extensions keep. */
  readonly data: DataOfExtensions;
  /** Who accepted the terms. */
  readonly licences: Pick<MarketDesk, 'hasAccepted' | 'accept'>;
  /** Where npm packages are installed for extensions. */
  readonly packagesHome: string;
  /** The version of this program. */
  readonly product: string;
  readonly clock: Clock;
  readonly log: Log;
  /** How long a download may take in all. */
  readonly timeoutMs?: number;
}

/** Longer than a slow line needs for 2 MB. */
const usualTimeoutMs = 60_000;
const rememberMs = 300_000;

interface Looked {
  readonly offered: readonly Offered[];
  readonly indexes: MarketView['indexes'];
  readonly atMs: number;
}

export async function openMarket(parts: MarketParts): Promise<MarketDesk> {
  const { held } = await parts.records.read();
  for (const [id, record] of Object.entries(held)) parts.shelf.mend(id, record);
  return new Market(parts);
}

class Market implements MarketDesk {
  readonly #parts: MarketParts;
  /** Of all that look or change, one at a time. */
  readonly #queue = queues();
  #looked: Looked | undefined;

  constructor(parts: MarketParts) {
    this.#parts = parts;
  }

  instanceId(): Promise<string> {
    return this.#parts.records.instance();
  }

  hasAccepted(person: string): Promise<boolean> {
    return this.#parts.licences.hasAccepted(person);
  }

  accept(person: string): Promise<void> {
    return this.#parts.licences.accept(person);
  }

  look(): Promise<Result<MarketView>> {
    return this.#alone(async () => this.#view(await this.#offers()));
  }

  refresh(): Promise<Result<MarketView>> {
    return this.#alone(async () => {
      this.#looked = undefined;
      return this.#view(await this.#offers());
    });
  }

  async held(): Promise<readonly Held[]> {
    const { held } = await this.#parts.records.read();
    return Object.entries(held).map(([id, record]) => heldOf(id, record));
  }

  install(id: string): Promise<Result<Held>> {
    return this.#alone(async () => {
      const record = await this.#record(id);
      if (record?.staged) return refuse('market.staged', { id, version: record.staged.version });
      if (record?.enabled && this.#parts.shelf.isPlaced(id))
        return refuse('market.held', { id, version: record.enabled.version });
      if (this.#parts.extensions.find(id)) return refuse('market.taken', { id });
      const found = await this.#offer(id);
      // Whoever deleted its files has removed it: it comes anew, and from whomever.
      return found.ok ? this.#stage(found.value, undefined) : found;
    });
  }

  update(id: string): Promise<Result<Held>> {
    return this.#alone(async () => {
      const record = await this.#record(id);
      const newest = record?.staged ?? record?.enabled;
      if (!record || !newest) return refuse('market.not-held', { id });
      const found = await this.#offer(id);
      if (!found.ok) return found;
      const { entry } = found.value;
      if (!semver.gt(entry.version, newest.version))
        return record.staged
          ? refuse('market.staged', { id, version: newest.version })
          : refuse('market.newest', { id, version: newest.version });
      if (entry.publisher !== record.publisher) return refuse('market.other-publisher', { id });
      return this.#stage(found.value, record);
    });
  }

  enable(id: string): Promise<Result<Held>> {
    return this.#alone(async () => {
      const record = await this.#record(id);
      if (!record?.staged) return refuse('market.nothing-staged', { id });
      const { publisher, staged, enabled, previous } = record;
      const before = enabled ?? previous;
      const next = { publisher, enabled: staged, ...(before && { previous: before }) };
      return enabledNow(this.#parts, { id, kept: staged, next });
    });
  }

  rollback(id: string): Promise<Result<Held>> {
    return this.#alone(async () => {
      const record = await this.#record(id);
      if (!record?.previous) return refuse('market.no-previous', { id });
      const { previous, enabled, ...rest } = record;
      const next = { ...rest, enabled: previous, ...(enabled && { previous: enabled }) };
      return enabledNow(this.#parts, { id, kept: previous, next });
    });
  }

  uninstall(id: string, how: Uninstall): Promise<Result<Uninstalled>> {
    return this.#alone(async () => {
      const done = await uninstalled(this.#parts, id, { ...how, record: await this.#record(id) });
      if (done.ok) this.#parts.log.info({ extension: id, ...done.value.kept }, 'Uninstalled');
      return done;
    });
  }

  kept(id: string): Promise<KeptData> {
    return this.#parts.data.count(id);
  }

  async missing(): Promise<readonly Missing[]> {
    const offered = new Set((this.#looked?.offered ?? []).map(({ entry }) => entry.id));
    const { extensions, packagesHome } = this.#parts;
    const around = { home: packagesHome, isOffered: (id: string) => offered.has(id) };
    return Promise.resolve(missingOf(extensions.list(), around));
  }

  #alone<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.#queue.run('market', work);
  }

  async #record(id: string): Promise<HeldRecord | undefined> {
    const { held } = await this.#parts.records.read();
    return Object.hasOwn(held, id) ? held[id] : undefined;
  }

  async #view(looked: Looked): Promise<Result<MarketView>> {
    if (this.#parts.indexes.length === 0) return refuse('market.no-index');
    const { offered, indexes } = looked;
    return ok({ offers: offered.map(({ offer }) => offer), indexes, held: await this.held() });
  }

  async #offers(): Promise<Looked> {
    const { clock, indexes, records } = this.#parts;
    if (this.#looked && clock.monotonic() - this.#looked.atMs < rememberMs) return this.#looked;
    const { seen } = await records.read();
    const answers = await Promise.all(
      indexes.map(async (place) => ({
        place,
        answer: await askIndex(place, seen[place.key], this.#limits()),
      })),
    );
    const all: Offered[] = [];
    for (const { place, answer } of answers) {
      if (!answer.ok) continue;
      all.push(...offersIn(place, answer.value));
      const { content, hash } = answer.value;
      await records.see(place.key, { serial: content.serial, hash });
    }
    const standings = answers.map(({ place, answer }) => standingOf(place.url, answer));
    const looked = { offered: firstOfEach(all), indexes: standings, atMs: clock.monotonic() };
    // One that could not be asked is asked again at the next look.
    this.#looked = answers.every(({ answer }) => answer.ok) ? looked : undefined;
    return looked;
  }

  #limits() {
    const { clock, timeoutMs = usualTimeoutMs } = this.#parts;
    return { clock, timeoutMs };
  }

  async #offer(id: string): Promise<Result<Offered>> {
    if (this.#parts.indexes.length === 0) return refuse('market.no-index');
    const { offered, indexes } = await this.#offers();
    const found = offered.find(({ entry }) => entry.id === id);
    if (found) return ok(found);
    const broken = indexes.find(({ problem }) => problem)?.problem;
    return broken ? { ok: false, error: broken } : refuse('market.unknown', { id });
  }

  /** Downloads a version and checks it. Nothing is kept of what is not what was signed. */
  async #stage(offered: Offered, record: HeldRecord | undefined): Promise<Result<Held>> {
    const { entry } = offered;
    const { id, version, sha512, publisher } = entry;
    const fit = this.#fit(offered);
    if (!fit.ok) return fit;
    const bytes = await this.#download(offered);
    if (!bytes.ok) return bytes;
    const kept: Kept = { version, sha512 };
    await this.#parts.shelf.keep(id, kept, bytes.value);
    const next = { ...record, publisher, staged: kept };
    await this.#parts.records.put(id, next);
    await this.#parts.shelf.tidy(id, next);
    this.#parts.log.info({ extension: id, version }, 'Extension installed, not enabled');
    return ok(heldOf(id, next));
  }

  #fit({ entry, offer }: Offered): Result<undefined> {
    const { id, castellan, status } = offer;
    const { product } = this.#parts;
    if (status === 'broken') return refuse('market.broken', { id });
    if (!isPackageSigned(entry)) return refuse('market.unsigned', { id });
    if (castellan !== undefined && !fits(product, castellan))
      return refuse('market.misfit', { id, range: castellan, product });
    return ok(undefined);
  }

  async #download({ entry, place }: Offered): Promise<Result<Buffer>> {
    const { id, version, file, sizeBytes, sha512 } = entry;
    const headers = { 'castellan-instance': await this.#nameFor(place) };
    const bytes = await got(place, file, { ...this.#limits(), mostBytes: sizeBytes, headers });
    if (!bytes.ok) return bytes;
    if (bytes.value.length !== sizeBytes || sha512Of(bytes.value) !== sha512)
      return refuse('market.other-bytes', { id });
    try {
      const { manifest } = packageIn(bytes.value);
      if (manifest.name === id && manifest.version === version) return bytes;
      const said = `${manifest.name} ${manifest.version}`;
      return refuse('market.bad-package', { id, why: `it calls itself ${said}` });
    } catch (failure) {
      return refuse('market.bad-package', { id, why: messageOf(failure) });
    }
  }

  /** Each index knows this instance by another name: they cannot compare whom they know. */
  async #nameFor({ key }: IndexPlace): Promise<string> {
    const id = await this.instanceId();
    return createHash('sha256').update(`${id}\n${key}`).digest('hex').slice(0, 16);
  }
}
