import type { Enforcement, ExtensionRights, ExtensionView } from '../core/extensions/extensions.ts';
import { type Known, type Standing, builtInView, viewOf } from './catalogue-of-extensions.ts';
import { fingerprint } from './fingerprint.ts';
import type { Powers } from './guest/index.ts';
import type { ModuleHost } from './host.ts';
import { plainName } from './manifest.ts';
import type { Present } from './rules.ts';
import { type Candidate, type Places, scan, taken, twice } from './scan.ts';

interface Parts {
  readonly host: Pick<ModuleHost, 'list' | 'find'>;
  readonly places: Places;
  readonly unloaded: ReadonlySet<string>;
  readonly blacklist: ReadonlySet<string>;
  /** Modules that are there from the beginning. */
  readonly builtIn: ReadonlySet<string>;
  readonly rights: (name: string, powers: Powers) => ExtensionRights;
  readonly timers: (name: string) => number;
  readonly enforcement: () => Enforcement;
}

/** The extensions that there are, and what is known of each. */
export class KnownExtensions {
  readonly #parts: Parts;
  readonly #byName = new Map<string, Known>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get(name: string): Known | undefined {
    return this.#byName.get(name);
  }

  set(name: string, known: Known): void {
    this.#byName.set(name, known);
  }

  all(): ReadonlyMap<string, Known> {
    return new Map(this.#byName);
  }

  list(): readonly ExtensionView[] {
    const standing = this.#standing();
    const own = this.#parts.host.list().filter(({ module }) => !this.#byName.has(module.name));
    return [
      ...[...this.#byName.values()].map((known) => viewOf(known, standing)),
      ...own.map((live) =>
        builtInView(live, this.#parts.builtIn.has(live.module.name) ? 'built-in' : 'given'),
      ),
    ];
  }

  find(name: string): ExtensionView | undefined {
    const wanted = plainName(name);
    return this.list().find((one) => one.name === wanted);
  }

  /** Who there is now. What is known of those that stay is kept. */
  rescan(): void {
    const found = new Map<string, Candidate>();
    for (const candidate of scan(this.#parts.places)) {
      const other = found.get(candidate.name);
      found.set(candidate.name, other ? twice(other, candidate) : candidate);
    }
    const before = new Map(this.#byName);
    this.#byName.clear();
    for (const one of found.values()) {
      const isOurs =
        before.get(one.name)?.running !== undefined || !this.#parts.host.find(one.name);
      const candidate = isOurs ? one : taken(one);
      this.#byName.set(candidate.name, { ...before.get(candidate.name), candidate });
    }
  }

  /** The names of those that nobody has taken out. */
  wanted(): readonly string[] {
    return [...this.#byName.keys()].filter(
      (name) => !this.#parts.unloaded.has(name) && !this.#parts.blacklist.has(name),
    );
  }

  hasChanged(name: string): boolean {
    const known = this.#byName.get(name);
    return known !== undefined && known.tried !== fingerprint(known.candidate.place);
  }

  /** Failed for what others are, and not for what itself is. */
  waits(name: string): boolean {
    const known = this.#byName.get(name);
    return known?.waits === true && this.wanted().includes(name);
  }

  needs(): ReadonlyMap<string, readonly string[]> {
    return new Map(
      [...this.#byName].map(([name, { candidate }]) => [
        name,
        'manifest' in candidate.found ? Object.keys(candidate.found.manifest.dependencies) : [],
      ]),
    );
  }

  whoNeeds(name: string): readonly string[] {
    if (!this.#parts.enforcement().dependencies) return [];
    return [...this.present().values()]
      .filter((other) => other.name !== name && other.dependencies[name] !== undefined)
      .map((other) => other.name);
  }

  present(): ReadonlyMap<string, Present> {
    return new Map(
      this.#parts.host.list().map(({ module: { name, version } }) => {
        const { dependencies = {}, conflicts = {} } = this.#byName.get(name)?.running ?? {};
        return [name, { name, version, dependencies, conflicts }];
      }),
    );
  }

  #standing(): Standing {
    return {
      ...{
        unloaded: this.#parts.unloaded,
        blacklist: this.#parts.blacklist,
        present: this.present(),
      },
      loaded: (name) => this.#parts.host.find(name),
      rights: (name, powers) => this.#parts.rights(name, powers),
      timers: (name) => this.#parts.timers(name),
    };
  }
}
