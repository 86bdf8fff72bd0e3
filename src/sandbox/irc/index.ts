/**
 * A simulated IRC network: real protocol on loopback, scripted people, faults on demand. It is what tests, the
 * Playground and extension authors connect the bot to. It is not a server for people: it forgets everything when
 * its lifetime ends, and nothing of it is hardened beyond loopback.
 */
import { IrcSandbox } from './sandbox.ts';
import type { IrcSandboxOptions } from './options.ts';

export type { Calamities, Rejoin, Split } from './calamities.ts';
export type { CapabilityOffer } from './capability-offer.ts';
export type { PersonOptions } from './cast.ts';
export type { Heard, Patience } from './heard.ts';
export type { Seen, SeenChannel, SeenLine, SeenMember, Snapshot } from './observer.ts';
export type {
  FloodLimits,
  IrcSandboxOptions,
  NetworkRules,
  StsPolicy,
  TlsOptions,
} from './options.ts';
export type { Outcome, Person, Quiet } from './person.ts';
export type { RemoteClient, ReplayedLine } from './remote-client.ts';
export type { IrcSandbox } from './sandbox.ts';
export type { AccountOptions, Services } from './services.ts';

/** Starts a simulated network and resolves when it accepts clients; it ends with `life`. Throws `network` when a port is taken. */
export async function startIrcSandbox(options: IrcSandboxOptions): Promise<IrcSandbox> {
  const sandbox = new IrcSandbox(options, options.life);
  await sandbox.comeUp();
  return sandbox;
}
