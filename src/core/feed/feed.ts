import type { InboundEvent } from '../event.ts';
import type { Log } from '../../base/log.ts';

export type EventKind = InboundEvent['kind'];
export type EventOf<Kind extends EventKind> = Extract<InboundEvent, { readonly kind: Kind }>;

/** Hears of events. What it throws or rejects with is logged and hinders nobody. */
export type Hearing = (event: InboundEvent) => void | Promise<void>;

/** What happens, for whoever listens. */
export interface Feed {
  /** Calls everybody who listens for this kind. Never throws, never waits. */
  tell(event: InboundEvent): void;
  /** The returned function ends it. */
  hear(kind: EventKind, who: string, hearing: Hearing): () => void;
  /** How many listen, for all kinds together. */
  size(): number;
}

interface Listening {
  readonly who: string;
  readonly hearing: Hearing;
}

export function feed(log: Log): Feed {
  const listening = new Map<EventKind, Set<Listening>>();

  function tellOne({ who, hearing }: Listening, event: InboundEvent): void {
    const failed = (err: unknown): void =>
      log.error({ module: who, event: event.kind, err }, 'A listener failed');
    try {
      const heard = hearing(event);
      if (heard instanceof Promise) heard.catch(failed);
    } catch (err) {
      failed(err);
    }
  }

  return {
    size: () => [...listening.values()].reduce((sum, some) => sum + some.size, 0),
    tell(event) {
      const some = listening.get(event.kind);
      if (some) for (const one of [...some]) tellOne(one, event);
    },
    hear(kind, who, hearing) {
      const some = listening.get(kind) ?? new Set();
      const one = { who, hearing };
      listening.set(kind, some.add(one));
      return () => {
        some.delete(one);
        if (some.size === 0) listening.delete(kind);
      };
    },
  };
}
