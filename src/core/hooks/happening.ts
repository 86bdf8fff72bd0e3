import type { Actor } from '../actor.ts';
import type { InboundEvent, Place } from '../event.ts';
import type { ConnectionStatus } from '../platform.ts';
import type { Outcome } from '../trace.ts';

interface Own {
  readonly atMs: number;
}

/** Everything is up: told once a start, however often networks come and go. */
export interface StartedEvent extends Own {
  readonly kind: 'started';
}

export interface CommandDoneEvent extends Own {
  readonly kind: 'command-done' | 'command-failed';
  readonly command: string;
  readonly outcome: Outcome;
  readonly where: Place;
  /** Absent where nobody in particular asked. */
  readonly actor?: Actor;
}

export interface ModuleEvent extends Own {
  readonly kind: 'module-loaded' | 'module-unloaded';
  readonly module: string;
  readonly version: string;
}

export interface ConnectionEvent extends Own {
  readonly kind: 'connection-changed';
  readonly status: ConnectionStatus;
}

export interface HealthEvent extends Own {
  readonly kind: 'health-changed';
  readonly before: string;
  readonly after: string;
}

/** The name of an event that a module made up: its own name, a colon, what happened. */
export type CustomKind = `${string}:${string}`;

export interface CustomEvent extends Own {
  readonly kind: CustomKind;
  readonly values: Readonly<Record<string, unknown>>;
}

type Named =
  InboundEvent | StartedEvent | CommandDoneEvent | ModuleEvent | ConnectionEvent | HealthEvent;

/** What hooks can hear: all that happens on platforms, in the bot itself, and what modules announce. */
export type Happening = Named | CustomEvent;
export type HappeningKind = Happening['kind'];

/** The event of this kind, with its fields. */
export type HappeningOf<Kind extends HappeningKind> = Kind extends CustomKind
  ? CustomEvent
  : OfKind<Named, Kind>;

/** Some events are of one of several kinds (`member-joined` and `member-left`), so `Extract` would find none. */
type OfKind<Event, Kind> = Event extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Event & { readonly kind: Kind }
    : never
  : never;

/** What must come one after the other: what happened in one channel, else what is of one kind. */
export const orderKey = (happening: Happening): string =>
  'where' in happening ? happening.where.channel : happening.kind;
