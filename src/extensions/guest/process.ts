import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { type Clock, every } from '../../base/clock.ts';
import { CastellanError, messageOf } from '../../base/errors.ts';
import { checked, pongShape, wireShape } from './check.ts';
import { takeIn } from './intake.ts';
import { guestLimits } from './limits.ts';
import { isWatched, usageOf } from './usage.ts';
import { type Answering, type Hearing, LineEnd, type Wire } from './wire.ts';
import { within, yieldToOthers } from './yielding.ts';

/** A guest's process, alive. */
export interface GuestProcess {
  readonly pid: number | undefined;
  /** Rejects with what went wrong in there, `timed-out`, or `not-available` once it has ended. */
  ask(what: string, data: unknown, options?: AskOptions): Promise<unknown>;
  /** Ends it at once. */
  stop(why: string): void;
  /** Resolves with why it ended. */
  readonly ended: Promise<string>;
  used(): GuestUse;
  /** What it counted last, in the order in which it said what it counts. */
  counted(): readonly unknown[];
}

/** What its process takes; zeros until that is known. */
export interface GuestUse {
  readonly memoryBytes: number;
  /** Of the processor, since it began. */
  readonly usedMs: number;
  /** Timers that wait in it. */
  readonly timers: number;
}

interface AskOptions {
  readonly withinMs?: number;
  readonly signal?: AbortSignal;
}

export interface GuestScript {
  readonly code: string;
  readonly fileName: string;
  /** The script of the process around it. */
  readonly cage: string;
}

interface Parts {
  readonly script: GuestScript;
  readonly clock: Clock;
  readonly answering: Answering;
  readonly hearing: Hearing;
  /** What it wrote where errors go. */
  readonly murmur: (text: string) => void;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

const flags = [
  '--permission',
  '--disallow-code-generation-from-strings',
  '--no-warnings',
  `--max-old-space-size=${guestLimits.heapMegabytes}`,
  '--max-semi-space-size=8',
  // One core at a time: a guest that fills its heap collects it alone.
  ...['--single-threaded-gc', '--v8-pool-size=1'],
  '--input-type=module',
  '--eval',
];

/** Starts a process without files, environment or network and runs a guest's script in it. */
export function startGuestProcess(parts: Parts): GuestProcess {
  const [program, args] = within(guestLimits.mostWritableBytes, process.execPath, [
    ...flags,
    parts.script.cage,
  ]);
  const child = spawn(program, args, {
    ...{ env: {}, stdio: ['pipe', 'pipe', 'pipe'] as const, windowsHide: true },
  });
  return new Running(child, parts);
}

class Running implements GuestProcess {
  readonly ended: Promise<string>;
  readonly #child: Child;
  readonly #clock: Clock;
  readonly #line: LineEnd;
  readonly #undo: (() => void)[] = [];
  #why: string | undefined;
  #memoryBytes = 0;
  #usedMs = 0;
  #usedWhenHeardMs = 0;
  #heardAtMs: number;
  #murmured = '';
  #isGone = false;
  #counted: readonly unknown[] = [];
  #timers = 0;

  constructor(child: Child, { script, clock, murmur, ...ends }: Parts) {
    this.#child = child;
    this.#clock = clock;
    this.#heardAtMs = clock.monotonic();
    this.#line = new LineEnd((wire) => this.#send(wire), ends, guestLimits.questionsAtOnce);
    this.ended = new Promise((resolve) => {
      child.once('error', (failure) => resolve(this.#over(messageOf(failure))));
      child.once('exit', (code, signal) => resolve(this.#over(this.#exitInWords(code, signal))));
    });
    // A process that ends while we write to it is told of by `exit`.
    child.stdin.on('error', () => {});
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (this.#murmured.length < 4000) murmur(text.slice(0, 1000));
      this.#murmured = `${this.#murmured}${text}`.slice(-4000);
    });
    this.#undo.push(
      takeIn({
        ...{ stream: child.stdout, clock, take: (line) => this.#take(line) },
        flooded: (why) => this.stop(why),
      }),
      every(clock, guestLimits.pingEveryMs, () => this.#ping()),
      every(clock, guestLimits.lookEveryMs, () => void this.#look()),
    );
    yieldToOthers(this.pid);
    child.stdin.write(`${JSON.stringify({ code: script.code, fileName: script.fileName })}\n`);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  used(): GuestUse {
    return { memoryBytes: this.#memoryBytes, usedMs: this.#usedMs, timers: this.#timers };
  }

  counted(): readonly unknown[] {
    return this.#counted;
  }

  async ask(what: string, data: unknown, { withinMs, signal }: AskOptions = {}): Promise<unknown> {
    if (this.#isGone) throw new CastellanError('not-available', 'The guest is not running');
    if (withinMs === undefined) return this.#line.ask(what, data, signal);
    const late = new AbortController();
    const cancel = this.#clock.after(withinMs, () =>
      late.abort(new CastellanError('timed-out', `It did not answer within ${withinMs} ms`)),
    );
    const both = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
    try {
      return await this.#line.ask(what, data, both);
    } finally {
      cancel();
    }
  }

  stop(why: string): void {
    this.#why ??= why;
    this.#child.kill('SIGKILL');
  }

  #send(wire: Wire): void {
    if (!this.#isGone) this.#child.stdin.write(`${JSON.stringify(wire)}\n`);
  }

  #take(line: string): void {
    this.#heardAtMs = this.#clock.monotonic();
    this.#usedWhenHeardMs = this.#usedMs;
    try {
      this.#line.take(checked(wireShape, JSON.parse(line), 'something'));
    } catch (failure) {
      this.stop(`it sent what is no message (${messageOf(failure)})`);
    }
  }

  /** Whatever it sends counts as a sign of life; where it has nothing to say, the answer to this does. */
  #ping(): void {
    const silentMs = this.#clock.monotonic() - this.#heardAtMs;
    const isBusy = !isWatched || this.#usedMs - this.#usedWhenHeardMs > guestLimits.busyMs;
    if (silentMs > guestLimits.starvedMs || (silentMs > guestLimits.silentMs && isBusy))
      return this.stop(`it blocked its own loop for ${Math.floor(silentMs)} ms`);
    this.#line.ask('ping', null).then(
      (found) => {
        const read = pongShape.safeParse(found);
        if (!read.success) return;
        this.#counted = read.data.counted;
        this.#timers = read.data.timers;
      },
      () => {},
    );
  }

  async #look(): Promise<void> {
    const { pid } = this;
    if (pid === undefined || !isWatched) return;
    const found = await usageOf(pid);
    this.#memoryBytes = found.memoryBytes;
    this.#usedMs = Math.max(this.#usedMs, found.usedMs);
    if (this.#memoryBytes > guestLimits.mostBytes)
      this.stop(
        `it took ${Math.round(this.#memoryBytes / 1e6)} MB of memory, and ${guestLimits.mostBytes / 1e6} MB is the most`,
      );
  }

  #exitInWords(code: number | null, signal: string | null): string {
    if (this.#why !== undefined) return this.#why;
    if (/out of memory|heap limit/i.test(this.#murmured))
      return `it took more than the ${guestLimits.heapMegabytes} MB of memory that it has`;
    const last = /^\w*Error.*$/m.exec(this.#murmured)?.[0] ?? '';
    const how = signal === null ? `code ${code ?? 0}` : signal;
    return `its process ended (${how})${last === '' ? '' : `: ${last.slice(0, 200)}`}`;
  }

  #over(why: string): string {
    this.#isGone = true;
    for (const undo of this.#undo) undo();
    this.#child.stdin.destroy();
    this.#child.stderr.destroy();
    this.#line.close(new CastellanError('not-available', `The guest was stopped: ${why}`));
    return why;
  }
}
