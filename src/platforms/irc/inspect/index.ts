import { lookAtServer, type ServerLook } from './server-look.ts';
import { type Trial, tryConnection } from './trial.ts';
import type { Address, IrcConnection } from '../config.ts';
import type { IrcPorts } from '../platform.ts';

export { lookAtServer, type Certificate, type ServerLook } from './server-look.ts';
export type { Trial } from './trial.ts';

/** What a configured connection is good for: each server as it looks, and how it went on the first that answers. */
export interface IrcInspection {
  readonly looks: readonly ServerLook[];
  /** Undefined when no server can be spoken to. */
  readonly trial?: Trial;
}

/** Looks at every server of a connection and tries it on the first that answers. Never rejects. */
export async function inspectIrc(
  config: IrcConnection,
  ports: Pick<IrcPorts, 'clock' | 'random' | 'log'>,
  signal: AbortSignal,
): Promise<IrcInspection> {
  const looks: ServerLook[] = [];
  let usable: Address | undefined;
  for (const address of config.server) {
    const look = await lookAtServer(address, config.tls, { clock: ports.clock, signal });
    looks.push(look);
    if (look.problem === undefined)
      usable ??= look.wantsTlsOn === undefined ? address : { ...address, port: look.wantsTlsOn };
  }
  if (usable === undefined) return { looks };
  const upgraded = looks.some(({ wantsTlsOn }) => wantsTlsOn === usable.port);
  const tls = upgraded ? securely(config.tls) : config.tls;
  return { looks, trial: await tryConnection({ ...config, server: [usable], tls }, ports, signal) };
}

/** As the adapter does it when a server's policy upgrades the link. */
function securely(tls: IrcConnection['tls']): IrcConnection['tls'] {
  return typeof tls === 'boolean' ? true : { ...tls, start: undefined };
}
