import type { ActorId, ChannelId, ConnectionId, SpaceId } from '../base/ids.ts';
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
  /** What was said or asked, shortened. */
  readonly summary: string;
  readonly steps: readonly TraceStep[];
  readonly outcome: Outcome;
  readonly tookMicros: number;
}

/** One event's trace while it is being written. */
export interface TraceWriter {
  readonly id: string;
  /** Notes a step; its time counts from the step before. `why` is only called when somebody reads the trace. */
  step(stage: string, verdict: StageVerdict, why: string | (() => string)): void;
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
  readonly id: number;
  readonly atMs: number;
  readonly event: InboundEvent;
  readonly steps: DraftStep[];
  outcome: Outcome;
  tookMicros: number;
}

interface DraftStep {
  readonly stage: string;
  readonly verdict: StageVerdict;
  readonly why: string | (() => string);
  readonly tookMicros: number;
}

/**
 * Keeps the last `keep` traces in a ring. Writing costs little: sentences are made when a trace is
 * read, so steps must close over plain values only.
 */
export function traces(clock: Clock, { keep = 1000 }: { keep?: number } = {}): Traces {
  const ring: (Draft | undefined)[] = Array.from({ length: keep }, () => undefined);
  const listeners = new Set<(trace: Trace) => void>();
  let count = 0;

  function begin(event: InboundEvent): TraceWriter {
    const id = count;
    count += 1;
    let lastMs = clock.monotonic();
    const startMs = lastMs;
    const draft: Draft = {
      id,
      atMs: clock.now(),
      event,
      steps: [],
      outcome: 'observed',
      tookMicros: 0,
    };
    return {
      id: nameOf(id),
      step(stage, verdict, why) {
        const nowMs = clock.monotonic();
        draft.steps.push({ stage, verdict, why, tookMicros: micros(nowMs - lastMs) });
        lastMs = nowMs;
      },
      end(outcome) {
        draft.outcome = outcome;
        draft.tookMicros = micros(clock.monotonic() - startMs);
        ring[id % keep] = draft;
        if (listeners.size > 0) {
          const trace = finished(draft);
          for (const listener of listeners) listener(trace);
        }
      },
    };
  }

  return {
    begin,
    recent: (limit) =>
      ring
        .filter((draft) => draft !== undefined)
        .sort((a, b) => b.id - a.id)
        .slice(0, limit)
        .map(finished),
    find(id) {
      const number = Number.parseInt(id, 36);
      const draft = ring[number % keep];
      return draft?.id === number ? finished(draft) : undefined;
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const micros = (durationMs: number): number => Math.round(durationMs * 1000);

const nameOf = (id: number): string => id.toString(36);

function finished({ id, atMs, event, steps, outcome, tookMicros }: Draft): Trace {
  const { where } = event;
  return {
    id: nameOf(id),
    atMs,
    kind: event.kind,
    connection: where.connection,
    platform: where.platform,
    channel: where.channel,
    ...(where.space !== undefined && { space: where.space }),
    place: where.name,
    ...('actor' in event && { actor: { id: event.actor.id, name: event.actor.name } }),
    summary: summaryOf(event).slice(0, 200),
    steps: steps.map((step) => ({
      ...step,
      why: typeof step.why === 'string' ? step.why : step.why(),
    })),
    outcome,
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
      return event.name;
    case 'message-deleted':
    case 'member-joined':
    case 'member-left':
      return '';
  }
}
