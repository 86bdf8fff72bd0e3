import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';

/**
 * Short messages between parts, and between the processes that share a database. Nothing is kept: who is away hears
 * nothing. A part that must not miss one reads its state anew when there was a gap.
 */
export interface Signals {
  /** Tells everybody who listens, here at once and elsewhere soon. Never throws, never waits. */
  publish(topic: string, text: string): void;
  subscribe(topic: string, listener: (text: string) => void): () => void;
  /** Calls back when messages of other processes may have been lost, once they are heard again. */
  onGap(listener: () => void): () => void;
}

/** Signals that can also be heard from outside. */
export interface LocalSignals extends Signals {
  /** Hands on what another process has published. */
  deliver(topic: string, text: string): void;
  gap(): void;
}

/** Within one process. `elsewhere` carries each message on where there are others. */
export function localSignals(
  log: Log,
  elsewhere: (topic: string, text: string) => void = () => {},
): LocalSignals {
  const listeners = new Map<string, Set<(text: string) => void>>();
  const gaps = new Set<() => void>();

  function calmly(topic: string, run: () => void): void {
    try {
      run();
    } catch (failure) {
      log.error({ topic, problem: messageOf(failure) }, 'A signal was not understood');
    }
  }

  function deliver(topic: string, text: string): void {
    for (const listener of [...(listeners.get(topic) ?? [])]) calmly(topic, () => listener(text));
  }

  return {
    deliver,
    publish(topic, text) {
      deliver(topic, text);
      elsewhere(topic, text);
    },
    subscribe(topic, listener) {
      const all = listeners.get(topic) ?? new Set();
      listeners.set(topic, all.add(listener));
      return () => {
        all.delete(listener);
        if (all.size === 0 && listeners.get(topic) === all) listeners.delete(topic);
      };
    },
    onGap(listener) {
      gaps.add(listener);
      return () => gaps.delete(listener);
    },
    gap() {
      for (const listener of [...gaps]) calmly('gap', listener);
    },
  };
}
