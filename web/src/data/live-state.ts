import type {
  ConnectionView,
  GuardSnapshot,
  LiveMessage,
  PlaySnapshot,
  ProductView,
  TraceView,
} from '../../../src/dashboard/wire.ts';
import { applyGuard } from './guard-state.ts';
import { applyPlay } from './play-state.ts';

/** How the stream to the server stands. */
export type StreamLink =
  | { readonly state: 'connecting' }
  | { readonly state: 'open' }
  | { readonly state: 'lost'; readonly retryAtMs: number };

/** Everything that the page knows of the program. */
export interface LiveState {
  readonly link: StreamLink;
  /** Nothing is known before the first hello. */
  readonly known: boolean;
  readonly boot?: string;
  readonly product?: ProductView;
  /** What to add to this machine's clock to have the server's. */
  readonly clockOffsetMs: number;
  readonly connections: readonly ConnectionView[];
  /** Newest first. */
  readonly traces: readonly TraceView[];
  /** How many were left out because they came too fast. */
  readonly skipped: number;
  readonly playground?: PlaySnapshot;
  readonly guard?: GuardSnapshot;
  /** Goes up with each change of what waits for moderators. */
  readonly reviews: number;
}

export const emptyLiveState: LiveState = {
  link: { state: 'connecting' },
  known: false,
  clockOffsetMs: 0,
  connections: [],
  traces: [],
  skipped: 0,
  reviews: 0,
};

export const keptTraces = 500;

/** The state after a message of the stream. */
export function applyLive(state: LiveState, message: LiveMessage, nowMs: number): LiveState {
  switch (message.kind) {
    case 'hello':
      return hello(state, message, nowMs);
    case 'traces':
      return {
        ...state,
        traces: [...message.traces].reverse().concat(state.traces).slice(0, keptTraces),
        skipped: state.skipped + message.skipped,
      };
    case 'connection':
      return { ...state, connections: withConnection(state.connections, message.status) };
    case 'playground':
      return state.playground
        ? { ...state, playground: applyPlay(state.playground, message.change) }
        : state;
    case 'guard':
      return state.guard ? { ...state, guard: applyGuard(state.guard, message.change) } : state;
    case 'review':
      return { ...state, reviews: state.reviews + 1 };
    case 'tick':
      return { ...state, clockOffsetMs: message.nowMs - nowMs };
  }
}

type Hello = Extract<LiveMessage, { kind: 'hello' }>;

function hello(state: LiveState, message: Hello, nowMs: number): LiveState {
  const { boot, product, connections, traces, playground, guard } = message;
  // After a restart ids begin anew, so what was known before cannot be kept beside it.
  const older = state.boot === boot ? notIn(traces, state.traces) : [];
  return {
    link: { state: 'open' },
    known: true,
    boot,
    product,
    clockOffsetMs: message.nowMs - nowMs,
    connections,
    traces: [...traces, ...older].slice(0, keptTraces),
    skipped: state.boot === boot ? state.skipped : 0,
    // What was missed meanwhile is looked for.
    reviews: state.reviews + 1,
    ...(playground && { playground }),
    ...(guard && { guard }),
  };
}

function notIn(newer: readonly TraceView[], older: readonly TraceView[]): readonly TraceView[] {
  const ids = new Set(newer.map((trace) => trace.id));
  return older.filter((trace) => !ids.has(trace.id));
}

function withConnection(
  all: readonly ConnectionView[],
  status: ConnectionView,
): readonly ConnectionView[] {
  return all.some((one) => one.connection === status.connection)
    ? all.map((one) => (one.connection === status.connection ? status : one))
    : [...all, status];
}
