import type { Clock } from '../base/clock.ts';
import { CastellanError, messageOf } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import { type Result, ok, refuse } from '../base/result.ts';
import type { Alerts } from '../core/alerts/alerts.ts';
import type {
  Enforcement,
  ExtensionDecision,
  ExtensionDesk,
  ExtensionLogLine,
  ExtensionView,
} from '../core/extensions/extensions.ts';
import type { JsonFiles } from '../core/files/json-files.ts';
import { queues } from '../core/files/queues.ts';
import type { Bundle } from './bundle.ts';
import type { Known } from './catalogue-of-extensions.ts';
import { fingerprint } from './fingerprint.ts';
import type { ModuleHost } from './host.ts';
import { KnownExtensions } from './known-extensions.ts';
import { type Manifest, plainName } from './manifest.ts';
import { inWords, problemOf } from './problem.ts';
import { RuleError, inOrder, judged, verdict } from './rules.ts';
import type { Consents, GuestState } from './guest/index.ts';
import { type News, newsOf } from './news.ts';
import { ConsentNeeded, type Residents, residents } from './residents.ts';
import type { Candidate, Places } from './scan.ts';
import { withOrigins } from './with-origins.ts';
import { type UnloadedList, openUnloadedList } from './unloaded-list.ts';

export interface LoaderParts {
  readonly host: ModuleHost;
  readonly places: Places;
  readonly blacklist: readonly string[];
  readonly autoLoad: boolean;
  /** Where it is kept what operators have unloaded. */
  readonly listPath: string;
  readonly files: JsonFiles;
  readonly clock: Clock;
  readonly log: Log;
  readonly alerts: Pick<Alerts, 'raise'>;
  /** The version of this program. */
  readonly product: string;
  /** Modules that are there from the beginning. */
  readonly builtIn: ReadonlySet<string>;
  enforcement(): Enforcement;
  readonly consents: Consents;
  /** Extensions that the configuration trusts; `*`: all. */
  readonly trusted: readonly string[];
  /** Time as it is, whatever `clock` says: by this, guests are watched. */
  readonly realClock: Clock;
  /** What the log said last of one. */
  lines(name: string): readonly ExtensionLogLine[];
}

export interface Loader extends ExtensionDesk {
  /** Loads everything that shall be, what others need first. Never rejects: what fails is listed with its problem. */
  start(): Promise<void>;
  /** Looks for what changed, came or went, and does what that asks for. */
  look(): Promise<void>;
}

export async function openLoader(parts: LoaderParts): Promise<Loader> {
  const unloaded = await openUnloadedList(parts.listPath, parts.files, parts.log);
  return new ExtensionLoader(parts, unloaded);
}

class ExtensionLoader implements Loader {
  readonly #parts: LoaderParts;
  readonly #unloaded: UnloadedList;
  readonly #known: KnownExtensions;
  readonly #residents: Residents;
  readonly #news: News;
  /** Of all that load, unload and look, one at a time. */
  readonly #queue = queues();

  constructor(parts: LoaderParts, unloaded: UnloadedList) {
    this.#parts = parts;
    this.#unloaded = unloaded;
    this.#news = newsOf({ ...parts, isRunning: (name) => parts.host.find(name) !== undefined });
    const { consents, trusted, realClock: clock, log } = parts;
    this.#residents = residents({
      ...{ consents, trusted, clock, log },
      changed: (name, state) => this.#guestChanged(name, state),
    });
    this.#known = new KnownExtensions({
      ...{ host: parts.host, places: parts.places, builtIn: parts.builtIn },
      ...{ unloaded: unloaded.names, blacklist: new Set(parts.blacklist.map(plainName)) },
      rights: (name, powers) => this.#residents.rights(name, powers),
      timers: (name) => this.#residents.timers(name),
      enforcement: () => parts.enforcement(),
    });
  }

  enforcement(): Enforcement {
    return this.#parts.enforcement();
  }

  list(): readonly ExtensionView[] {
    return this.#known.list();
  }

  find(name: string): ExtensionView | undefined {
    return this.#known.find(name);
  }

  log(name: string): readonly ExtensionLogLine[] {
    return this.#parts.lines(plainName(name));
  }

  start(): Promise<void> {
    return this.#alone(async () => {
      this.#known.rescan();
      if (this.#parts.autoLoad) await this.#loadAll(this.#known.wanted());
    });
  }

  look(): Promise<void> {
    return this.#alone(async () => {
      const before = this.#known.all();
      this.#known.rescan();
      for (const [name, known] of before)
        if (!this.#known.get(name)) await this.#gone(known.candidate.name);
      const changed = this.#known.wanted().filter((name) => this.#known.hasChanged(name));
      if (changed.length === 0) return;
      await this.#loadAll(changed);
    });
  }

  load(name: string): Promise<Result<ExtensionView>> {
    return this.#alone(async () => {
      this.#known.rescan();
      const found = this.find(name);
      if (!found) return refuse('extensions.unknown', { name });
      if (found.now.state === 'blacklisted')
        return refuse('extensions.blacklisted', { name: found.name });
      if (found.now.state === 'running' && !found.problem)
        return refuse('extensions.loaded', { name: found.name });
      await this.#unloaded.drop(found.name);
      return this.#outcome(found.name, await this.#loadAll([found.name]));
    });
  }

  reload(name: string): Promise<Result<ExtensionView>> {
    return this.#alone(async () => {
      this.#known.rescan();
      const found = this.find(name);
      if (!found) return refuse('extensions.unknown', { name });
      if (found.now.state === 'unloaded' || found.now.state === 'blacklisted')
        return refuse('extensions.not-loaded', { name: found.name });
      if (!this.#known.get(found.name)) return this.#restartOwn(found);
      return this.#outcome(found.name, await this.#loadAll([found.name]));
    });
  }

  unload(name: string): Promise<Result<ExtensionView>> {
    return this.#alone(async () => {
      const found = this.find(name);
      if (!found) return refuse('extensions.unknown', { name });
      if (!this.#known.get(found.name)) return refuse('extensions.built-in', { name: found.name });
      const needy = this.#known.whoNeeds(found.name);
      if (needy.length > 0)
        return refuse('extensions.needed', { name: found.name, by: needy.join(', ') });
      await this.#unloaded.add(found.name);
      await this.#takeOut(found.name);
      return ok(this.find(found.name) ?? found);
    });
  }

  decide(name: string, decision: ExtensionDecision): Promise<Result<ExtensionView>> {
    return this.#alone(async () => {
      this.#known.rescan();
      const found = this.find(name);
      const known = found && this.#known.get(found.name);
      if (!found) return refuse('extensions.unknown', { name });
      if (!known) return refuse('extensions.built-in-rights', { name: found.name });
      const read = known.candidate.found;
      const powers = 'manifest' in read ? read.manifest.powers : undefined;
      await this.#residents.decide(decision, found.name, powers);
      if (decision === 'revoke') await this.#gone(found.name);
      if (!this.#known.wanted().includes(found.name)) return ok(this.find(found.name) ?? found);
      return this.#outcome(found.name, await this.#loadAll([found.name]));
    });
  }

  #alone<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.#queue.run('extensions', work);
  }

  /** A module that came with the program starts anew, with what it hands over. */
  async #restartOwn(found: ExtensionView): Promise<Result<ExtensionView>> {
    const live = this.#parts.host.find(found.name);
    if (!live) return refuse('extensions.unknown', { name: found.name });
    try {
      await this.#parts.host.load(live.module);
      return ok(this.find(found.name) ?? found);
    } catch (failure) {
      return refuse('extensions.failed', { name: found.name, problem: messageOf(failure) });
    }
  }

  #outcome(name: string, failed: ReadonlySet<string>): Result<ExtensionView> {
    const view = this.find(name);
    if (!view) return refuse('extensions.unknown', { name });
    if (!failed.has(name)) return ok(view);
    if (view.asks) return refuse('extensions.asks', { name });
    return refuse(
      view.now.state === 'running' ? 'extensions.failed-old-runs' : 'extensions.failed',
      { name, problem: view.problem ? inWords(view.problem) : '' },
    );
  }

  async #gone(name: string): Promise<void> {
    if (!this.#parts.host.find(name)) return;
    await this.#parts.host.unload(name);
    this.#parts.log.info({ extension: name }, 'Extension unloaded');
  }

  async #takeOut(name: string): Promise<void> {
    await this.#gone(name);
    const known = this.#known.get(name);
    if (known) this.#known.set(name, { candidate: known.candidate });
  }

  /** Loads these, what others need first, then those that only waited for them. Returns the names of those that failed. */
  async #loadAll(names: readonly string[]): Promise<ReadonlySet<string>> {
    const { order, cycles } = inOrder(this.#known.needs());
    const failed = new Set<string>();
    const asked = new Set(names);
    let came = false;
    for (const name of order) {
      const waits = came && this.#known.waits(name);
      if (!asked.has(name) && !waits) continue;
      if (await this.#loadOne(name, cycles.get(name))) came = true;
      else failed.add(name);
    }
    return failed;
  }

  async #loadOne(name: string, cycle: readonly string[] | undefined): Promise<boolean> {
    const known = this.#known.get(name);
    if (!known) return false;
    const { candidate } = known;
    const tried = fingerprint(candidate.place);
    const trying: { script?: Bundle } = {};
    try {
      const running = await this.#tryOne(candidate, cycle, trying);
      this.#known.set(name, { candidate, tried, running });
      this.#news.well(name);
      return true;
    } catch (failure) {
      if (failure instanceof ConsentNeeded) return this.#asks(known, tried);
      const found = 'problem' in candidate.found ? candidate.found.problem : undefined;
      const problem = {
        ...problemOf(failure, this.#parts.clock.now(), trying.script),
        ...found,
      };
      const waits = failure instanceof RuleError;
      const state = { ...known, tried, problem, waits, asks: false };
      this.#known.set(name, { ...state, ...(cycle && { cycle }) });
      this.#news.failed(name, inWords(problem), failure);
      return false;
    }
  }

  /** Returns the manifest of what runs now. */
  async #tryOne(
    { found, name }: Candidate,
    cycle: readonly string[] | undefined,
    trying: { script?: Bundle },
  ): Promise<Manifest> {
    const { clock, host, log } = this.#parts;
    const fromMs = clock.monotonic();
    if ('problem' in found) throw new CastellanError('bad-input', found.problem.message);
    const { manifest, entry } = found;
    this.#judge(manifest, cycle);
    this.#residents.admit(manifest);
    const script = await this.#residents.script(manifest, entry);
    trying.script = script;
    const opened = await script.run();
    try {
      const module = withOrigins({ ...opened.module, ...versionIn(manifest) }, script);
      mustBeCalled(name, module.name);
      const { tookMs } = await host.load(module, fromMs);
      opened.settle();
      const { version } = module;
      log.info({ extension: name, version, ms: Math.round(tookMs) }, 'Extension loaded');
      return { ...manifest, version };
    } catch (failure) {
      await opened.end();
      throw failure;
    }
  }

  #asks(known: Known, tried: string): false {
    this.#known.set(known.candidate.name, { ...withoutProblem(known), tried, asks: true });
    this.#news.asks(known.candidate.name);
    return false;
  }

  /** A guest that was loaded ended by itself, or is back. */
  #guestChanged(name: string, now: GuestState): void {
    const known = this.#known.get(name);
    if (!known?.running || now.state === 'gone') return;
    const rest = withoutProblem(known);
    if (now.state === 'running') {
      this.#known.set(name, rest);
      this.#news.well(name);
    } else this.#known.set(name, { ...rest, problem: this.#news.stopped(name, now) });
  }

  /** Before any of its code runs. */
  #judge(manifest: Manifest, cycle: readonly string[] | undefined): void {
    const { product, log } = this.#parts;
    const present = new Map(this.#known.present());
    present.delete(manifest.name);
    const found = verdict(manifest, present, { cycle, product });
    const { refusals, warnings } = judged(found, this.enforcement());
    if (warnings.length > 0)
      log.warn({ extension: manifest.name, warnings }, 'Loaded against its own rules');
    if (refusals.length > 0) throw new RuleError(refusals);
  }
}

/** What the manifest says counts: it was judged by that. */
const versionIn = ({ version }: Manifest) => (version === undefined ? {} : { version });

function mustBeCalled(name: string, called: string): void {
  if (called !== name)
    throw new CastellanError(
      'bad-input',
      `Its module is called "${called}", and its manifest or file "${name}": call both the same`,
    );
}

function withoutProblem(known: Known): Known {
  const { problem, ...rest } = known;
  return problem ? rest : known;
}
