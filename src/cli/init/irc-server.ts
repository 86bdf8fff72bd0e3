import { systemClock } from '../../base/clock.ts';
import { ircConnection, lookAtServer, type ServerLook } from '../../platforms/irc/index.ts';
import type { IrcWish } from './draft.ts';

/** Looks at a server as it was written; undefined when it cannot be read as one. */
export async function lookAt(
  server: string,
  tls: IrcWish['tls'],
  signal: AbortSignal,
): Promise<ServerLook | undefined> {
  const addresses = ircConnection.shape.server.safeParse(server);
  const trust = ircConnection.shape.tls.safeParse(tls);
  const address = addresses.data?.[0];
  if (address === undefined || !trust.success) return undefined;
  return lookAtServer(address, trust.data, { clock: systemClock, signal });
}

/** The one that never sends the password, wherever the server does not rule it out. */
export const bestMechanism = (look: ServerLook | undefined): string =>
  look?.mechanisms === undefined || look.mechanisms.includes('SCRAM-SHA-256')
    ? 'scram-sha-256'
    : 'plain';
