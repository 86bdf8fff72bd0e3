import { lifetime } from '../../../base/lifetime.ts';
import type { ConnectionStatus } from '../../../core/platform.ts';
import type { IrcConnection } from '../config.ts';
import { ircPlatform, type IrcPorts } from '../platform.ts';
import { saslFailed } from '../registration.ts';

/** What came of being on the network for a moment. */
export type Trial =
  | { readonly ok: false; readonly problem: string }
  | {
      readonly ok: true;
      /** The nick that we got; another than the wanted one means that that one is taken. */
      readonly nick: string;
      /** Why the login to services failed; undefined when it worked or none is configured. */
      readonly saslProblem?: string;
    };

/** Times of a person who waits in front of a screen. */
const tuning = { registerWithinMs: 40_000, saslWithinMs: 15_000, connectWithinMs: 15_000 };

/** Joins the network as configured, but no channel, looks how it went, and quits. Never rejects. */
export async function tryConnection(
  config: IrcConnection,
  ports: Pick<IrcPorts, 'clock' | 'random' | 'log'>,
  signal: AbortSignal,
): Promise<Trial> {
  const { sasl } = config;
  const visitor: IrcConnection = {
    ...{ ...config, channels: [], chanserv: false, nickserv: undefined },
    ...(sasl && { sasl: { ...sasl, onFailure: 'continue' } }),
  };
  const platform = ircPlatform(visitor, { ...ports, tuning });
  const life = lifetime('trial');
  try {
    return await new Promise<Trial>((resolve) => {
      const giveUp = () => resolve({ ok: false, problem: 'it was given up' });
      if (signal.aborted) return giveUp();
      signal.addEventListener('abort', giveUp, { once: true });
      life.own(() => signal.removeEventListener('abort', giveUp));
      platform.start(
        {
          event: () => {},
          status: (status) => {
            const trial = trialOf(status, config.nick);
            if (trial) resolve(trial);
          },
        },
        life,
      );
    });
  } finally {
    await life.end();
  }
}

function trialOf({ link, self, warnings }: ConnectionStatus, wanted: string): Trial | undefined {
  if (link.state === 'waiting') return { ok: false, problem: link.problem };
  if (link.state === 'stopped' && link.problem !== undefined)
    return { ok: false, problem: link.problem };
  if (link.state !== 'online') return undefined;
  const failure = warnings.find((warning) => warning.startsWith(saslFailed));
  return {
    ok: true,
    nick: self ?? wanted,
    ...(failure !== undefined && {
      saslProblem: failure.slice(saslFailed.length + 2).replace(/\.$/, ''),
    }),
  };
}
