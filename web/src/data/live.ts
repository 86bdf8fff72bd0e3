import type { LiveClose, LiveMessage } from '../../../src/dashboard/wire.ts';
import { endedNote, leave, refreshSession } from './api.ts';
import { applyLive, emptyLiveState, type LiveState } from './live-state.ts';
import { createStore } from './store.ts';

/** Everything that the page knows, kept up to date while the stream is open. */
export const live = createStore<LiveState>(emptyLiveState);

/** Three of the server's signs of life. */
const silenceMs = 60_000;
const firstRetryMs = 1000;
const longestRetryMs = 15_000;
const sessionEnded = 4401 satisfies LiveClose;

let connectNow: (() => void) | undefined;

/** Opens the stream and keeps it open; the returned function ends it. */
export function followLive(): () => void {
  let ended = false;
  let tries = 0;
  let close: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    close = openStream({
      heard: () => (tries = 0),
      closed(code) {
        if (ended) return;
        if (code === sessionEnded) leave(endedNote);
        else retry();
      },
    });
  };
  const retry = () => {
    const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** tries) * (0.75 + Math.random() / 2);
    tries += 1;
    live.update((state) => ({ ...state, link: { state: 'lost', retryAtMs: Date.now() + waitMs } }));
    timer = setTimeout(checkThenOpen, waitMs);
  };
  /** A refused upgrade looks like a lost server to a browser; asking tells which it was. */
  const checkThenOpen = () => {
    clearTimeout(timer);
    live.update((state) => ({ ...state, link: { state: 'connecting' } }));
    refreshSession().then(
      ({ signedIn }) => {
        if (!ended && signedIn) open();
      },
      () => {
        if (!ended) retry();
      },
    );
  };

  connectNow = checkThenOpen;
  open();
  return () => {
    ended = true;
    clearTimeout(timer);
    connectNow = undefined;
    close?.();
    live.set(emptyLiveState);
  };
}

interface StreamListener {
  heard(): void;
  closed(code: number): void;
}

/** One websocket. It is given up when nothing is heard for long: browsers do not notice a dead network. */
function openStream(listener: StreamListener): () => void {
  const socket = new WebSocket(streamAddress());
  let over = false;
  const finish = (code: number) => {
    clearTimeout(silence);
    if (!over) listener.closed(code);
    over = true;
  };
  const giveUp = () => {
    socket.close();
    finish(1006);
  };
  let silence = setTimeout(giveUp, silenceMs);
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (over) return;
    clearTimeout(silence);
    silence = setTimeout(giveUp, silenceMs);
    listener.heard();
    take(data);
  };
  socket.onclose = ({ code }) => finish(code);
  return () => {
    over = true;
    clearTimeout(silence);
    socket.close();
  };
}

/** Tries again without waiting. */
export const retryLiveNow = (): void => connectNow?.();

function take(data: unknown): void {
  const message = decode(data);
  if (message) live.update((state) => applyLive(state, message, Date.now()));
}

function decode(data: unknown): LiveMessage | undefined {
  if (typeof data !== 'string') return undefined;
  const message: unknown = JSON.parse(data);
  return isLiveMessage(message) ? message : undefined;
}

const kinds = new Set<unknown>([
  ...['hello', 'traces', 'connection', 'playground', 'guard', 'review', 'tick'],
]);

const isLiveMessage = (message: unknown): message is LiveMessage =>
  typeof message === 'object' && message !== null && 'kind' in message && kinds.has(message.kind);

const streamAddress = (): string =>
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`;
