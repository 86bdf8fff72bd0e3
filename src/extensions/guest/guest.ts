import type { Clock } from '../../base/clock.ts';
import { CastellanError, messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { type AnsweringPorts, type InUse, answersFor, scribe } from './answers.ts';
import { type Description, checked, descriptionShape } from './check.ts';
import type { Standing } from './description.ts';
import { guestLimits } from './limits.ts';
import type { Powers } from './powers.ts';
import { type GuestProcess, type GuestScript, startGuestProcess } from './process.ts';
import type { Answering } from './wire.ts';

export type GuestState =
  | {
      readonly state: 'running';
      readonly memoryBytes: number;
      readonly usedMs: number;
      readonly timers: number;
    }
  /** It ended, and is started again. */
  | { readonly state: 'resting'; readonly why: string; readonly forMs: number }
  /** It ended too often. */
  | { readonly state: 'stopped'; readonly why: string }
  | { readonly state: 'gone' };

interface Parts {
  readonly name: string;
  readonly script: GuestScript;
  readonly powers: Powers;
  /** Of the world: processes do not live by a test's clock. */
  readonly clock: Clock;
  readonly log: Log;
  /** It ended by itself, or is back. */
  readonly changed: (state: GuestState) => void;
}

/** A guest, whether its process runs or rests. */
export interface Guest {
  readonly description: Description;
  state(): GuestState;
  /** How often its process has ended by itself or was stopped. */
  ends(): number;
  /** Rejects with `not-available` while it rests. */
  ask(what: string, data: unknown, options?: Parameters<GuestProcess['ask']>[2]): Promise<unknown>;
  /** What it counted last under this number. */
  counted(at: number): number | undefined;
  /** Runs the guest's `start`; from here on, it is started again when it ends. */
  begin(begin: Begin): Promise<unknown>;
  /** Its commands that are in use: who is meant by a word, and whom to tell how far it is. */
  readonly uses: Map<number, InUse>;
  /** It and its process end. */
  end(): Promise<void>;
}

interface Begin {
  readonly ports: AnsweringPorts;
  readonly handed: unknown;
  readonly standing: () => Standing;
}

/** Starts the process of a guest and asks it what it is. Rejects with what its script threw. */
export async function openGuest(parts: Parts): Promise<Guest> {
  const guest = new Supervised(parts);
  await guest.open();
  return guest;
}

class Supervised implements Guest {
  readonly uses = new Map<number, InUse>();
  readonly #parts: Parts;
  readonly #endedAtMs: number[] = [];
  #description: Description | undefined;
  #process: GuestProcess | undefined;
  #state: Exclude<GuestState, { state: 'running' }> | undefined;
  #begun: Begin | undefined;
  #cancel = (): void => {};
  #ends = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get description(): Description {
    if (this.#description) return this.#description;
    throw new CastellanError('broken-invariant', 'A guest was used before it said what it is');
  }

  state(): GuestState {
    const used = this.#process?.used() ?? { memoryBytes: 0, usedMs: 0, timers: 0 };
    return this.#state ?? { state: 'running', ...used };
  }

  ends(): number {
    return this.#ends;
  }

  counted(at: number): number | undefined {
    const found = this.#process?.counted()[at];
    return typeof found === 'number' ? found : undefined;
  }

  async ask(...[what, data, options]: Parameters<Guest['ask']>): Promise<unknown> {
    if (this.#process && !this.#state) return this.#process.ask(what, data, options);
    throw new CastellanError('not-available', `The extension ${this.#parts.name} is not running`);
  }

  async open(): Promise<void> {
    const opened = Promise.withResolvers<void>();
    const { script, clock, log, name, powers } = this.#parts;
    const answers = answersFor({
      ...{ powers, uses: this.uses, description: () => this.description },
      ports: () => this.#ports(),
    });
    const answering: Answering = (what, data, signal) => {
      if (what === 'open') return opened.resolve();
      if (what === 'broken') return opened.reject(brokenIn(data));
      return answers(what, data, signal);
    };
    const murmur = (text: string): void => log.warn({ extension: name, text }, 'A guest says');
    const started = startGuestProcess({
      ...{ script, clock, answering, murmur },
      hearing: scribe(() => this.#begun?.ports.log ?? log.child({ extension: name }), clock),
    });
    void started.ended.then((why) => {
      opened.reject(new CastellanError('not-available', `It was stopped: ${why}`));
      this.#ended(started, why);
    });
    const cancel = clock.after(guestLimits.openWithinMs, () =>
      started.stop(`it was not loaded within ${guestLimits.openWithinMs} ms`),
    );
    try {
      await opened.promise;
      const said = await started.ask('describe', null, { withinMs: guestLimits.openWithinMs });
      this.#description = checked(descriptionShape, said, 'a description');
      this.#process = started;
    } catch (failure) {
      started.stop('it could not be loaded');
      throw failure;
    } finally {
      cancel();
    }
  }

  begin(begin: Begin): Promise<unknown> {
    this.#begun = begin;
    return this.#start(begin.handed);
  }

  async end(): Promise<void> {
    this.#cancel();
    this.#begun = undefined;
    if (!this.#state)
      await this.#process?.ask('end', null, { withinMs: 1000 }).catch(() => undefined);
    this.#state = { state: 'gone' };
    this.#process?.stop('it was unloaded');
    await this.#process?.ended;
  }

  #ports(): AnsweringPorts {
    if (this.#begun) return this.#begun.ports;
    throw new CastellanError('not-available', 'Ports are there from `start` on');
  }

  async #start(handed: unknown): Promise<unknown> {
    const data = { handed: handed ?? null, standing: this.#begun?.standing() };
    return this.#process?.ask('start', data, { withinMs: guestLimits.startWithinMs });
  }

  #ended(ended: GuestProcess, why: string): void {
    if (ended !== this.#process || this.#state || !this.#begun) return;
    this.#ends += 1;
    const { clock, log, name, changed } = this.#parts;
    const nowMs = clock.monotonic();
    const recent = this.#endedAtMs.filter((atMs) => nowMs - atMs < guestLimits.forgivenAfterMs);
    this.#endedAtMs.splice(0, Infinity, ...recent, nowMs);
    const forMs = guestLimits.restsMs[recent.length];
    this.#state =
      forMs === undefined ? { state: 'stopped', why } : { state: 'resting', why, forMs };
    log.error({ extension: name, why, again: forMs ?? 'no' }, 'A guest was stopped');
    changed(this.#state);
    if (forMs !== undefined) this.#cancel = clock.after(forMs, () => void this.#again());
  }

  async #again(): Promise<void> {
    const { log, name, changed } = this.#parts;
    try {
      await this.open();
      if (!this.#begun) return this.#process?.stop('it was unloaded');
      this.#state = undefined;
      await this.#start(undefined);
      log.info({ extension: name }, 'A guest runs again');
      changed(this.state());
    } catch (failure) {
      const young = this.#process;
      this.#state = undefined;
      if (young) this.#ended(young, messageOf(failure));
      young?.stop('it could not be started');
    }
  }
}

function brokenIn(data: unknown): Error {
  const text = (key: string): string => {
    const found: unknown = Reflect.get(Object(data), key);
    return typeof found === 'string' ? found : '';
  };
  const cause = text('cause');
  const failure = new Error(
    text('message') || 'It threw something that is no error',
    cause === '' ? {} : { cause: new Error(cause) },
  );
  failure.stack = text('stack');
  return failure;
}
