import type { Connection } from './gateway/connection.ts';
import type { WireServer } from './server.ts';
import type { RequestFaults } from './faults.ts';

/** Everything that can be made to go wrong. Gateway faults strike the connections that are open now. */
export interface Faults extends RequestFaults {
  /** Closes the gateway connections with a close code; 1006 cuts them without a word. */
  closeGateway(code: number, reason?: string): void;
  /** Op 7: "reconnect and resume". */
  askReconnect(): void;
  /** Op 9. */
  invalidateSessions(options: { readonly resumable: boolean }): void;
  /** The sockets stay open, but nothing is sent, heard or acknowledged any more. */
  halfOpenGateway(): void;
  /** Forgets every session, so that none can be resumed. */
  forgetSessions(): void;
  /** Refuses connections and cuts the open ones, until the returned function is called. */
  refuseConnections(): Promise<() => Promise<void>>;
}

export function faultsOf(server: WireServer): Faults {
  const { faults, gateway, hub } = server;
  const each = (strike: (connection: Connection) => void) => {
    for (const connection of gateway.connections()) strike(connection);
  };
  return {
    requests: (fault, scope) => faults.requests(fault, scope),
    events: (name, fate, times) => faults.events(name, fate, times),
    clear: () => faults.clear(),
    closeGateway: (code, reason = '') =>
      each((connection) => (code === 1006 ? connection.cut() : connection.close(code, reason))),
    askReconnect: () => each((connection) => connection.askReconnect()),
    invalidateSessions: ({ resumable }) => each((connection) => connection.invalidate(resumable)),
    halfOpenGateway: () => each((connection) => connection.freeze()),
    forgetSessions() {
      for (const session of hub.sessions) hub.end(session);
    },
    refuseConnections: () => server.refuseConnections(),
  };
}
