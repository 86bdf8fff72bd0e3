import type { ActorId, ChannelId, ConnectionId, MessageId, SpaceId } from '../base/ids.ts';
import type { Clock } from '../base/clock.ts';
import type { InboundEvent, PlatformKind } from './event.ts';

export type StageVerdict = 'allow' | 'refuse' | 'flag' | 'note' | 'fail';

/** What one stage decided, on what, in how long. */
export interface TraceStep {
  /** `parse`, `authorise`, `cooldown`, `run`, `render`, `send`, or a check's name. */
  readonly stage: string;
  readonly verdict: StageVerdict;
  /** One sentence for people. */
  readonly why: string;
  readonly tookMicros: number;
}

export type Outcome = 'observed' | 'answered' | 'refused' | 'failed' | 'ignored';

/** What became of one event. */
export interface Trace {
  readonly id: string;
  readonly atMs: number;
  readonly kind: InboundEvent['kind'];
  readonly connection: ConnectionId;
  readonly platform: PlatformKind;
  readonly channel: ChannelId;
  readonly space?: SpaceId;
  readonly place: string;
  readonly actor?: { readonly id: ActorId; readonly name: string };
  /** The message that it is about, where the platform names messages. */
  readonly message?: MessageId;
  /** What was said or asked, shortened. */
  readonly summary: string;
  readonly steps: readonly TraceStep[];
  readonly outcome: Outcome;
  /** What was said in answer, where the platform names messages. */
  readonly said: readonly MessageId[];
  readonly tookMicros: number;
}

/** One event's trace while it is being written. */
export interface TraceWriter {
  readonly id: string;
  /** Notes a step; its time counts from the step before. `why` is only called when somebody reads the trace. */
  step(stage: string, verdict: StageVerdict, why: string | (() => string)): void;
  /** Notes a message that was said in answer. */
  said(message: MessageId | undefined): void;
  end(outcome: Outcome): void;
}

/** The last traces, newest first, and a way to follow them. */
export interface Traces {
  begin(event: InboundEvent): TraceWriter;
  recent(limit: number): readonly Trace[];
  find(id: string): Trace | undefined;
  /** Calls back for each trace that ends; the returned function stops it. */
  follow(listener: (trace: Trace) => void): () => void;
}

interface Draft {
  readonly number: number;
  readonly atMs: number;
  readonly event: InboundEvent;
  readonly steps: readonly DraftStep[];
  readonly answers: readonly MessageId[] | undefined;
  readonly outcome: Outcome;
  readonly tookMicros: number;
}

interface DraftStep {
  readonly stage: string;
  readonly verdict: StageVerdict;
  readonly why: string | (() => string);
  readonly tookMicros: number;
}

/** A class, because one is made for every event: methods on the prototype cost nothing per event. */
class Writer implements TraceWriter, Draft {
  readonly number: number;
  readonly atMs: number;
  readonly event: InboundEvent;
  readonly steps: DraftStep[] = [];
  answers: MessageId[] | undefined;
  outcome: Outcome = 'observed';
  tookMicros = 0;
  readonly #clock: Clock;
  readonly #ended: (draft: Draft) => void;
  readonly #startMs: number;
  #lastMs: number;

  constructor(clock: Clock, event: InboundEvent, number: number, ended: (draft: Draft) => void) {
    this.#clock = clock;
    this.#ended = ended;
    this.number = number;
    this.event = event;
    this.atMs = clock.now();
    this.#startMs = clock.monotonic();
    this.#lastMs = this.#startMs;
  }

  get id(): string {
    return nameOf(this.number);
  }

  step(stage: string, verdict: StageVerdict, why: string | (() => string)): void {
    const nowMs = this.#clock.monotonic();
    this.steps.push({ stage, verdict, why, tookMicros: micros(nowMs - this.#lastMs) });
    this.#lastMs = nowMs;
  }

  said(message: MessageId | undefined): void {
    if (message !== undefined) (this.answers ??= []).push(message);
  }

  end(outcome: Outcome): void {
    this.outcome = outcome;
    this.tookMicros = micros(this.#clock.monotonic() - this.#startMs);
    this.#ended(this);
  }
}

/**
 * Keeps the last `keep` traces in a ring. Writing costs little: sentences are made when a trace is
 * read, so steps must close over plain values only.
 */
export function traces(clock: Clock, { keep = 1000 }: { keep?: number } = {}): Traces {
  const ring: (Draft | undefined)[] = Array.from({ length: keep }, () => undefined);
  const listeners = new Set<(trace: Trace) => void>();
  let count = 0;

  function keepAndTell(draft: Draft): void {
    ring[draft.number % keep] = draft;
    if (listeners.size === 0) return;
    const trace = finished(draft);
    for (const listener of listeners) listener(trace);
  }

  return {
    begin: (event) => new Writer(clock, event, count++, keepAndTell),
    recent: (limit) =>
      ring
        .filter((draft) => draft !== undefined)
        .sort((a, b) => b.number - a.number)
        .slice(0, limit)
        .map(finished),
    find(id) {
      const number = Number.parseInt(id, 36);
      const draft = ring[number % keep];
      return draft?.number === number ? finished(draft) : undefined;
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const micros = (durationMs: number): number => Math.round(durationMs * 1000);

const nameOf = (id: number): string => id.toString(36);

function finished({ number, atMs, event, steps, answers, outcome, tookMicros }: Draft): Trace {
  const { where } = event;
  return {
    id: nameOf(number),
    atMs,
    kind: event.kind,
    connection: where.connection,
    platform: where.platform,
    channel: where.channel,
    ...(where.space !== undefined && { space: where.space }),
    place: where.name,
    ...('actor' in event && { actor: { id: event.actor.id, name: event.actor.name } }),
    ...('id' in event && { message: event.id }),
    summary: summaryOf(event).slice(0, 200),
    steps: steps.map((step) => ({
      ...step,
      why: typeof step.why === 'string' ? step.why : step.why(),
    })),
    outcome,
    said: answers ?? [],
    tookMicros,
  };
}

function summaryOf(event: InboundEvent): string {
  switch (event.kind) {
    case 'message':
    case 'message-edited':
      return event.text;
    case 'invocation':
      return `/${event.command} ${Object.values(event.options).join(' ')}`.trim();
    case 'completion':
      return `/${event.command} ${event.option}: ${event.typed}`;
    case 'component':
      return `${event.action} ${event.values.join(', ')}`.trim();
    case 'form':
      return event.form;
    case 'reaction':
      return `${event.added ? '+' : '-'}${event.emoji}`;
    case 'renamed':
      return `${event.before.name} → ${event.actor.name}`;
    case 'space-joined':
    case 'space-left':
    case 'thread-opened':
      return event.name;
    case 'noted':
      return `${event.what} ${event.subject}`;
    case 'staff-act':
      return `${event.act} ${event.subject?.name ?? event.thing ?? event.mark ?? ''}`.trim();
    case 'message-deleted':
    case 'member-joined':
    case 'member-left':
      return '';
  }
}
