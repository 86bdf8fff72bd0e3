import {
  type ChannelId,
  type CommunityId,
  type SpaceId,
  channelId,
  communityId,
  spaceId,
} from '../../base/ids.ts';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Setting, SettingValue } from './kinds.ts';
import type { SettingsStore } from './store.ts';

/** Settings by their full name: `core.prefix`, `karma.brigadeVoters`. */
export type SettingSet = Readonly<Record<string, Setting>>;

/** Where a value holds. Read from the narrowest: channel → space → community → instance → default. */
export interface SettingPlace {
  readonly channel?: ChannelId;
  readonly space?: SpaceId;
  readonly community?: CommunityId;
}

/** One layer a value can be written to. */
export type Scope = `channel:${string}` | `space:${string}` | `community:${string}` | 'instance';

export interface Changed {
  readonly name: string;
  readonly scope: Scope;
  readonly before: SettingValue;
  readonly after: SettingValue;
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
  /** Checks, writes and tells the followers. Resolves when it is kept. */
  write(name: string, scope: Scope, typed: string, by: string): Promise<Result<Changed>>;
  /** Back to what the wider scopes say. */
  reset(name: string, scope: Scope, by: string): Promise<Result<Changed>>;
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
}

/** Reads everything once; from then on no read touches the database. */
export async function openSettings(parts: Parts): Promise<Settings> {
  const values = new Map<string, unknown>();
  for (const { scope, name, value } of await parts.store.all()) {
    values.set(keyOf(scope, name), fromJson(value));
  }
  return new Book(parts, values);
}

const keyOf = (scope: string, name: string): string => `${scope}\n${name}`;

class Book implements Settings {
  readonly #parts: Parts;
  readonly #values: Map<string, unknown>;
  readonly #declared = new Map<string, Setting>();
  readonly #listeners = new Set<(changed: Changed) => void>();
  version = 0;

  constructor(parts: Parts, values: Map<string, unknown>) {
    this.#parts = parts;
    this.#values = values;
  }

  declare(settings: SettingSet): () => void {
    for (const [name, setting] of Object.entries(settings)) {
      if (this.#declared.has(name)) throw new RangeError(`The setting "${name}" is declared twice`);
      this.#declared.set(name, setting);
    }
    return () => {
      for (const name of Object.keys(settings)) this.#declared.delete(name);
    };
  }

  declared(): ReadonlyMap<string, Setting> {
    return this.#declared;
  }

  read(name: string, place: SettingPlace): SettingValue {
    const setting = this.#declared.get(name);
    if (!setting) throw new RangeError(`No setting is called "${name}"`);
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

  async write(name: string, scope: Scope, typed: string, by: string): Promise<Result<Changed>> {
    const setting = this.#declared.get(name);
    if (!setting) return refuse('settings.unknown', { name });
    const value = setting.parse(typed);
    return value.ok ? ok(await this.#change(name, scope, value.value, by)) : value;
  }

  async reset(name: string, scope: Scope, by: string): Promise<Result<Changed>> {
    if (!this.#declared.has(name)) return refuse('settings.unknown', { name });
    return ok(await this.#change(name, scope, null, by));
  }

  follow(listener: (changed: Changed) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #valueAt(setting: Setting, name: string, scope: Scope): SettingValue | undefined {
    const value = this.#values.get(keyOf(scope, name));
    if (value === undefined || setting.accepts(value)) return value;
    // A value from another version that no longer fits: the wider scope holds, the row stays as it is.
    const facts = { setting: name, scope, takes: setting.takes };
    this.#parts.log.warn(facts, 'A stored setting does not fit and is passed over');
    this.#values.delete(keyOf(scope, name));
    return undefined;
  }

  async #change(name: string, scope: Scope, after: SettingValue | null, by: string) {
    const before = this.read(name, placeOf(scope));
    const value = after === null ? null : JSON.stringify(after);
    await this.#parts.store.change({ scope, name, value, by, atMs: this.#parts.clock.now() });
    if (after === null) this.#values.delete(keyOf(scope, name));
    else this.#values.set(keyOf(scope, name), after);
    this.version += 1;
    const changed = { name, scope, before, after: this.read(name, placeOf(scope)) };
    for (const listener of this.#listeners) listener(changed);
    return changed;
  }
}

function scopesOf({ channel, space, community }: SettingPlace): readonly Scope[] {
  const scopes: Scope[] = [];
  if (channel !== undefined) scopes.push(`channel:${channel}`);
  if (space !== undefined) scopes.push(`space:${space}`);
  if (community !== undefined) scopes.push(`community:${community}`);
  scopes.push('instance');
  return scopes;
}

/** The place where exactly this layer and the instance hold. */
function placeOf(scope: Scope): SettingPlace {
  const [kind, id] = [scope.slice(0, scope.indexOf(':')), scope.slice(scope.indexOf(':') + 1)];
  if (kind === 'channel') return { channel: channelId(id) };
  if (kind === 'space') return { space: spaceId(id) };
  if (kind === 'community') return { community: communityId(id) };
  return {};
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not written by us; it will not be accepted by any setting.
    return null;
  }
}
