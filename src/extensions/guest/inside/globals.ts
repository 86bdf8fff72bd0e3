/**
 * What a guest's context lacks of what scripts are used to: timers, `AbortController`, `console`. Made inside of it, of its
 * own objects. Comes before the guest's own code.
 */

/** How the inside reaches the wall. */
export interface Bridge {
  readonly send: (text: string) => void;
  readonly timer: (id: number, delayMs: number) => void;
  readonly accept: (receive: (kind: string, text: string | number) => void) => void;
}

const isBridge = (value: unknown): value is Bridge => typeof value === 'object' && value !== null;

function takeBridge(): Bridge {
  const found: unknown = Reflect.get(globalThis, 'castellanBridge');
  Reflect.deleteProperty(globalThis, 'castellanBridge');
  if (!isBridge(found)) throw new Error('There is no bridge');
  const { send, timer, accept } = found;
  return { send, timer, accept };
}

export const bridge = takeBridge();

const timers = new Map<number, () => void>();
let lastTimer = 0;

function after(run: () => void, delayMs: number): number {
  const id = (lastTimer += 1);
  timers.set(id, run);
  bridge.timer(id, delayMs);
  return id;
}

export function timerRang(id: number): void {
  const run = timers.get(id);
  timers.delete(id);
  run?.();
}

export const timersWaiting = (): number => timers.size;

function again(run: () => void, everyMs: number): number {
  const id = (lastTimer += 1);
  const turn = (): void => {
    timers.set(id, turn);
    bridge.timer(id, Math.max(1, everyMs));
    run();
  };
  timers.set(id, turn);
  bridge.timer(id, Math.max(1, everyMs));
  return id;
}

type Heard = () => void;

/** As much of an AbortSignal as the SDK promises. */
class Signal {
  aborted = false;
  reason: unknown;
  readonly #listeners = new Set<Heard>();

  addEventListener(_kind: 'abort', heard: Heard): void {
    this.#listeners.add(heard);
  }

  removeEventListener(_kind: 'abort', heard: Heard): void {
    this.#listeners.delete(heard);
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  fire(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    for (const heard of this.#listeners) heard();
  }
}

class Aborter {
  readonly signal = new Signal();

  abort(reason: unknown = new Error('This was aborted')): void {
    this.signal.fire(reason);
  }
}

/** Who hears what `console` is told; the log, once the line is there. */
export const told: { hear: (level: string, words: readonly unknown[]) => void } = {
  hear: () => {},
};

const say =
  (level: string) =>
  (...words: readonly unknown[]): void =>
    told.hear(level, words);

/** Authors of plain JavaScript may give anything. */
const numberIn = (value: unknown): number => Number(value) || 0;

const forget = (id: unknown): void => {
  if (typeof id === 'number') timers.delete(id);
};

Object.assign(globalThis, {
  setTimeout: (
    run: (...args: readonly unknown[]) => void,
    delayMs: unknown = 0,
    ...args: readonly unknown[]
  ) => after(() => run(...args), numberIn(delayMs)),
  setInterval: (
    run: (...args: readonly unknown[]) => void,
    everyMs: unknown = 0,
    ...args: readonly unknown[]
  ) => again(() => run(...args), numberIn(everyMs)),
  setImmediate: (run: () => void) => after(run, 0),
  queueMicrotask: (run: () => void) => void Promise.resolve().then(run),
  clearTimeout: forget,
  clearInterval: forget,
  clearImmediate: forget,
  AbortController: Aborter,
  AbortSignal: Signal,
  console: {
    ...{ debug: say('debug'), log: say('info'), info: say('info') },
    ...{ warn: say('warn'), error: say('error'), trace: say('debug') },
  },
});
