import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { every, type Clock } from '../base/clock.ts';
import type { Lifetime } from '../base/lifetime.ts';
import { messageOf } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { LiveHub } from './live-hub.ts';
import { sessionOf } from './sign-in.ts';
import type { Sessions } from './sessions.ts';

const heartbeatMs = 20_000;

interface LiveParts {
  readonly hub: LiveHub;
  readonly sessions: Sessions;
  readonly cookie: string;
  readonly clock: Clock;
  readonly log: Log;
}

interface Socket {
  readonly socket: WebSocket;
  readonly token: string;
  answered: boolean;
}

/** The live stream. Session and origin are checked before the socket opens, and the session again at each heartbeat. */
export function liveRoutes(app: FastifyInstance, parts: LiveParts, life: Lifetime): void {
  const { hub, clock, cookie, log } = parts;
  const open = new Set<Socket>();
  app.get('/api/live', { websocket: true }, (socket: WebSocket, request: FastifyRequest) => {
    const entry: Socket = { socket, token: request.cookies[cookie] ?? '', answered: true };
    open.add(entry);
    socket.on('pong', () => (entry.answered = true));
    socket.on('error', (failure) =>
      log.debug({ error: messageOf(failure) }, 'A live stream broke'),
    );
    const leave = hub.join({
      sessionId: sessionOf(request).id,
      send: (text) => socket.send(text),
      waitingBytes: () => socket.bufferedAmount,
      drop: (code, reason) => shut(socket, code, reason),
    });
    socket.on('close', () => {
      open.delete(entry);
      leave();
    });
  });
  life.own(
    every(clock, heartbeatMs, () => {
      hub.tick();
      for (const entry of open) beat(entry, parts);
    }),
  );
}

function beat(entry: Socket, { sessions, log }: LiveParts): void {
  if (!entry.answered) {
    entry.socket.terminate();
    return;
  }
  entry.answered = false;
  entry.socket.ping();
  sessions.peek(entry.token).then(
    (session) => {
      if (!session) shut(entry.socket, 4401, 'The session ended');
    },
    (failure: unknown) => log.warn({ error: messageOf(failure) }, 'A session could not be checked'),
  );
}

/** Closes, and does not wait for a browser that has stopped listening. */
function shut(socket: WebSocket, code: number, reason: string): void {
  if (code === 4408) socket.terminate();
  else socket.close(code, reason);
}
