import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Setting, SettingValue } from './kinds.ts';
import { type Scope, type SettingPlace, placeOf, readScope, scopesOf } from './scope.ts';
import type { Authorship, Change, Revision, SettingsStore } from './store.ts';

export type { Scope, SettingPlace } from './scope.ts';

/** Settings by their full name: `core.prefix`, `karma.brigadeVoters`. */
export type SettingSet = Readonly<Record<string, Setting>>;

/** Who changes something, through which way in, and why where it was not simply set. */
export interface Author {
  readonly actor: string;
  /** `chat`, `slash`, `console`, `page`, `cli`, `job`. */
  readonly via: string;
  readonly note?: string;
  /** Whose administrators may know of it; absent: only the owner of the instance. */
  readonly community?: string;
}

/** One wanted change: what a person typed, or null to go back to what the wider scopes say. */
export interface Wish {
  readonly name: string;
  readonly scope: Scope;
  readonly typed: string | null;
  /** Refused as `settings.stale` unless this is the latest revision of the value; 0: it was never changed. */
  readonly expected?: number;
}

/** A change of settings as followers hear of it. */
export interface Changed {
  readonly name: string;
  readonly scope: Scope;
  /** What held in this scope before and holds now, wherever it comes from. */
  readonly before: SettingValue;
  readonly after: SettingValue;
  readonly revision: number;
}

/** A value and the layer that it comes from. */
export interface Held {
  readonly value: SettingValue;
  readonly from: Scope | 'file' | 'default';
}

/** One value as it is stored. It may not fit its setting any more, or belong to none that is known. */
export interface Stored {
  readonly scope: string;
  readonly name: string;
  readonly value: unknown;
}

/** All settings: declared once, read without waiting, written with a revision. */
export interface Settings {
  declare(settings: SettingSet): () => void;
  declared(): ReadonlyMap<string, Setting>;
  /** The value that holds here. Throws a RangeError for a name that nobody declared. */
  read(name: string, place: SettingPlace): SettingValue;
  readText(name: string, place: SettingPlace): string;
  readNumber(name: string, place: SettingPlace): number;
  readBoolean(name: string, place: SettingPlace): boolean;
  readList(name: string, place: SettingPlace): readonly string[];
  /** Like `read`, with the layer that the value comes from; `besides`: as if that layer said nothing. */
  held(name: string, place: SettingPlace, besides?: Scope): Held;
  /** What is set in exactly this layer. */
  setAt(name: string, scope: Scope): SettingValue | undefined;
  /** The number of a value's latest revision; 0 when it was never changed. */
  revisionOf(name: string, scope: Scope): number;
  /** Everything that is set anywhere. */
  stored(): readonly Stored[];
  /** Checks, writes and tells the followers. Resolves when it is kept and obeyed. */
  write(name: string, scope: Scope, typed: string, by: string | Author): Promise<Result<Changed>>;
  /** Back to what the wider scopes say. */
  reset(name: string, scope: Scope, by: string | Author): Promise<Result<Changed>>;
  /** All of them, or, where one cannot be, none. */
  apply(wishes: readonly Wish[], by: string | Author): Promise<Result<readonly Changed[]>>;
  /** Takes over what other processes have changed. */
  catchUp(): Promise<void>;
  /** Lets go of what was set in these layers, after their rows are gone. Returns how many values that were. */
  forget(scopes: readonly Scope[]): number;
  follow(listener: (changed: Changed) => void): () => void;
  /** Grows with every change, so that what was worked out from settings can be kept until then. */
  readonly version: number;
}

interface Parts {
  readonly store: SettingsStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** What the configuration file says for the whole instance: above the default, below what was set. */
  readonly fromFile?: Readonly<Record<string, SettingValue>>;
  /** Where secret values go. Without one, secrets cannot be set. */
  readonly secrets?: Pick<Secrets, 'put' | 'remove'>;
}

/** Reads everything once; from then on no read touches the database. */
export async function openSettings(parts: Parts): Promise<Settings> {
  const { values, latest, lastId } = await parts.store.all();
  const book = new Book(parts, lastId);
  for (const { scope, name, value } of values) book.put(scope, name, fromJson(value));
  for (const { scope, name, id } of latest) book.mark(scope, name, id);
  return book;
}

const keyOf = (scope: string, name: string): string => `${scope}\n${name}`;

class Book implements Settings {
  readonly #parts: Parts;
  readonly #values = new Map<string, unknown>();
  readonly #revisions = new Map<string, number>();
  readonly #declared = new Map<string, Setting>();
  readonly #listeners = new Set<(changed: Changed) => void>();
  /** What was said of once in the log. */
  readonly #misfits = new Set<string>();
  /** Every change up to this one is in the values. */
  #lastId: number;
  version = 0;

  constructor(parts: Parts, lastId: number) {
    this.#parts = parts;
    this.#lastId = lastId;
  }

  put(scope: string, name: string, value: unknown): void {
    this.#values.set(keyOf(scope, name), value);
  }

  mark(scope: string, name: string, id: number): void {
    this.#revisions.set(keyOf(scope, name), id);
  }

  declare(settings: SettingSet): () => void {
    for (const name of Object.keys(settings))
      if (this.#declared.has(name)) throw new RangeError(`The setting "${name}" is declared twice`);
    for (const [name, setting] of Object.entries(settings)) this.#declared.set(name, setting);
    return () => {
      for (const name of Object.keys(settings)) this.#declared.delete(name);
    };
  }

  declared(): ReadonlyMap<string, Setting> {
    return this.#declared;
  }

  read(name: string, place: SettingPlace): SettingValue {
    const setting = this.#settingCalled(name);
    for (const scope of scopesOf(place)) {
      const value = this.#valueAt(setting, name, scope);
      if (value !== undefined) return value;
    }
    return this.#parts.fromFile?.[name] ?? setting.default;
  }

  readText(name: string, place: SettingPlace): string {
    return String(this.read(name, place));
  }

  readNumber(name: string, place: SettingPlace): number {
    return Number(this.read(name, place));
  }

  readBoolean(name: string, place: SettingPlace): boolean {
    return this.read(name, place) === true;
  }

  readList(name: string, place: SettingPlace): readonly string[] {
    const value = this.read(name, place);
    return typeof value === 'object' ? value : [];
  }

  held(name: string, place: SettingPlace, besides?: Scope): Held {
    const setting = this.#settingCalled(name);
    for (const scope of scopesOf(place)) {
      const value = scope === besides ? undefined : this.#valueAt(setting, name, scope);
      if (value !== undefined) return { value, from: scope };
    }
    const fromFile = this.#parts.fromFile?.[name];
    return fromFile === undefined || fromFile === setting.default
      ? { value: setting.default, from: 'default' }
      : { value: fromFile, from: 'file' };
  }

  setAt(name: string, scope: Scope): SettingValue | undefined {
    const setting = this.#declared.get(name);
    return setting && this.#valueAt(setting, name, scope);
  }

  revisionOf(name: string, scope: Scope): number {
    return this.#revisions.get(keyOf(scope, name)) ?? 0;
  }

  stored(): readonly Stored[] {
    return [...this.#values].map(([key, value]) => {
      const end = key.indexOf('\n');
      return { scope: key.slice(0, end), name: key.slice(end + 1), value };
    });
  }

  async write(
    name: string,
    scope: Scope,
    typed: string,
    by: string | Author,
  ): Promise<Result<Changed>> {
    return onlyOne(await this.apply([{ name, scope, typed }], by));
  }

  async reset(name: string, scope: Scope, by: string | Author): Promise<Result<Changed>> {
    return onlyOne(await this.apply([{ name, scope, typed: null }], by));
  }

  async apply(wishes: readonly Wish[], by: string | Author): Promise<Result<readonly Changed[]>> {
    const changes: Change[] = [];
    for (const wish of wishes) {
      const change = this.#changeFor(wish);
      if (!change.ok) return change;
      changes.push(change.value);
    }
    if (changes.length === 0) return ok([]);
    const held = wishes.map(({ name, scope }) => this.read(name, placeOf(scope)));
    const authorship = authorshipOf(by, this.#parts.clock.now());
    await this.#keepSecrets(wishes, authorship.by);
    const written = await this.#parts.store.change(changes, authorship);
    if (written.state === 'stale') {
      await this.catchUp();
      const { name, by: other, id } = written.latest;
      return refuse('settings.stale', { name, by: other, revision: id });
    }
    await this.#obey(written.revisions);
    return ok(
      wishes.map(({ name, scope }, at) => ({
        ...{ name, scope, before: held[at] ?? '', after: this.read(name, placeOf(scope)) },
        revision: written.revisions[at]?.id ?? 0,
      })),
    );
  }

  async catchUp(): Promise<void> {
    if ((await this.#parts.store.lastId()) === this.#lastId) return;
    for (const revision of await this.#parts.store.since(this.#lastId)) this.#take(revision);
  }

  forget(scopes: readonly Scope[]): number {
    const gone = this.stored().filter(({ scope }) => scopes.some((one) => one === scope));
    for (const { scope, name } of gone) this.#values.delete(keyOf(scope, name));
    if (gone.length > 0) this.version += 1;
    return gone.length;
  }

  follow(listener: (changed: Changed) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #settingCalled(name: string): Setting {
    const setting = this.#declared.get(name);
    if (!setting) throw new RangeError(`No setting is called "${name}"`);
    return setting;
  }

  #changeFor({ name, scope, typed, expected }: Wish): Result<Change> {
    const setting = this.#declared.get(name);
    if (!setting) return refuse('settings.unknown', { name });
    if (setting.kind === 'secret' && !this.#parts.secrets)
      return refuse('settings.no-secret-store', { name });
    const known = { scope, name, ...(expected !== undefined && { expected }) };
    if (typed === null) return ok({ ...known, value: null });
    const value = setting.parse(typed);
    return value.ok ? ok({ ...known, value: JSON.stringify(value.value) }) : value;
  }

  /** Before anything else is written: a setting must not say that a secret is there when it is not. */
  async #keepSecrets(wishes: readonly Wish[], by: string): Promise<void> {
    for (const { name, scope, typed } of wishes) {
      if (this.#declared.get(name)?.kind !== 'secret') continue;
      if (typed === null) await this.#parts.secrets?.remove({ scope, name });
      else await this.#parts.secrets?.put({ scope, name }, typed.trim(), by);
    }
  }

  /** Makes our own changes hold. Where others have written in between, theirs are taken over first, in their order. */
  async #obey(revisions: readonly Revision[]): Promise<void> {
    const [first] = revisions;
    if (first?.id === this.#lastId + 1) for (const revision of revisions) this.#take(revision);
    else await this.catchUp();
  }

  #take({ id, scope: text, name, after }: Revision): void {
    if (id <= this.#lastId) return;
    this.#lastId = id;
    this.mark(text, name, id);
    this.#misfits.delete(keyOf(text, name));
    const scope = readScope(text);
    const known = scope !== undefined && this.#declared.has(name);
    const before = known && this.read(name, placeOf(scope));
    if (after === null) this.#values.delete(keyOf(text, name));
    else this.put(text, name, fromJson(after));
    this.version += 1;
    if (!known) return;
    const changed = { name, scope, before, after: this.read(name, placeOf(scope)), revision: id };
    for (const listener of this.#listeners) listener(changed);
  }

  #valueAt(setting: Setting, name: string, scope: Scope): SettingValue | undefined {
    const key = keyOf(scope, name);
    const value = this.#values.get(key);
    if (value === undefined || setting.accepts(value)) return value;
    if (this.#misfits.has(key)) return undefined;
    this.#misfits.add(key);
    // A value from another version that no longer fits: the wider scope holds, the row stays as it is.
    const facts = { setting: name, scope, takes: setting.takes };
    this.#parts.log.warn(facts, 'A stored setting does not fit and is passed over');
    return undefined;
  }
}

const authorshipOf = (by: string | Author, atMs: number): Authorship =>
  typeof by === 'string'
    ? { by, via: '', note: '', atMs }
    : {
        ...{ by: by.actor, via: by.via, note: by.note ?? '', atMs },
        ...(by.community !== undefined && { community: by.community }),
      };

function onlyOne(changed: Result<readonly Changed[]>): Result<Changed> {
  if (!changed.ok) return changed;
  const [one] = changed.value;
  if (!one) throw new TypeError('One change was asked for and none was made');
  return ok(one);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not written by us; it will not be accepted by any setting.
    return null;
  }
}
