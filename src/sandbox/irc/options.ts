import type { Clock } from '../../base/clock.ts';
import type { Lifetime } from '../../base/lifetime.ts';
import type { Log } from '../../base/log.ts';
import type { Random } from '../../base/random.ts';
import type { CapabilityName } from './capabilities.ts';
import type { CaseMapping } from './names.ts';

export interface TlsOptions {
  readonly key: string;
  readonly cert: string;
  /** 0 picks a free one. */
  readonly port?: number;
  /** The port answers plain text where a handshake is due, or never answers. */
  readonly broken?: 'plain-text' | 'never-answers';
}

/** How much a client may send, as ircu and its kin count: each line costs time, what is ahead of time waits. */
export interface FloodLimits {
  /** What a line costs. */
  readonly penaltyMs: number;
  /** How far ahead of time a client may be before its lines wait. */
  readonly burstMs: number;
  /** How much may wait; beyond it the link is closed with "Excess Flood". */
  readonly receiveQueueBytes: number;
}

export interface StsPolicy {
  /** Told on the plain port: where TLS is. */
  readonly port?: number;
  /** Told on the TLS port. */
  readonly durationSeconds: number;
  readonly preload?: boolean;
}

export interface IrcSandboxOptions {
  readonly life: Lifetime;
  readonly clock: Clock;
  /**
   * Times pings, time limits, delays and flood control; the system's by default, because a real socket has no time to
   * answer while a test moves `clock` by hours.
   */
  readonly linkClock?: Clock;
  readonly random: Random;
  readonly log?: Log;
  readonly host?: string;
  /** 0 (the default) picks a free one. */
  readonly port?: number;
  readonly tls?: TlsOptions;
  readonly sts?: StsPolicy;
  /** `castle` (the default) has #castle with ann, bob and carol; `empty` has nobody. */
  readonly world?: 'castle' | 'empty';
  readonly rules?: Partial<NetworkRules>;
}

/** What the network tells about itself in 004 and 005, and holds its users to. */
export interface NetworkRules {
  readonly network: string;
  readonly serverName: string;
  readonly casemapping: CaseMapping;
  /** As in ISUPPORT: `(ohv)@%+`, `(qaohv)~&@%+`, or empty. A letter taken here is no list mode. */
  readonly prefix: string;
  /** The channel mode that lets in only who is identified: `r` as on Solanum, `R` as on InspIRCd. */
  readonly accountMode: 'R' | 'r';
  readonly nickLength: number;
  readonly channelLength: number;
  readonly lineBytes: number;
  readonly topicLength: number;
  readonly maxChannels: number;
  readonly maxListEntries: number;
  readonly modesPerLine: number;
  readonly monitorLimit: number;
  readonly maxTargets: number;
  /** Not offered at all. */
  readonly withoutCapabilities: readonly CapabilityName[];
  readonly saslMechanisms: readonly string[];
  /** A `CAP LS 302` answer is broken into lines of this length. */
  readonly capLineBytes: number;
  /** What PASS must say. */
  readonly password: string | undefined;
  /** OPER names and their passwords. */
  readonly operators: Readonly<Record<string, string>>;
  /** What a gateway must say in WEBIRC to choose the host of its client. */
  readonly webircPassword: string;
  readonly motd: readonly string[];
  readonly pingEveryMs: number;
  readonly registrationMs: number;
  /** Asks for a PONG before 001. */
  readonly pingBeforeWelcome: boolean;
  /** Waits this long before 001. */
  readonly welcomeAfterMs: number;
  readonly flood: FloodLimits | undefined;
  readonly sendQueueBytes: number;
  /** Lines that are not UTF-8 are refused (FAIL * INVALID_UTF8), and 005 says so. */
  readonly utf8Only: boolean;
  /** How long somebody may use a registered nick without identifying; then the nick is taken away and held. */
  readonly enforceNicksAfterMs: number | undefined;
  /** Puts tokens into 005 as they are, after all others: odd ones, `-TOKEN`. */
  readonly extraTokens: readonly string[];
  readonly historyPerChannel: number;
}

export const defaultRules: NetworkRules = {
  network: 'Sandbox',
  serverName: 'irc.sandbox.test',
  casemapping: 'rfc1459',
  prefix: '(ohv)@%+',
  accountMode: 'r',
  nickLength: 30,
  channelLength: 64,
  lineBytes: 512,
  topicLength: 390,
  maxChannels: 250,
  maxListEntries: 100,
  modesPerLine: 6,
  monitorLimit: 100,
  maxTargets: 4,
  withoutCapabilities: [],
  saslMechanisms: ['PLAIN', 'EXTERNAL', 'SCRAM-SHA-256'],
  capLineBytes: 200,
  password: undefined,
  operators: { warden: 'portcullis' },
  webircPassword: 'sandbox',
  motd: ['Welcome to the sandbox: nothing here is real, nobody is hurt.'],
  pingEveryMs: 120_000,
  registrationMs: 30_000,
  pingBeforeWelcome: false,
  welcomeAfterMs: 0,
  flood: undefined,
  sendQueueBytes: 64 * 1024 * 1024,
  utf8Only: false,
  enforceNicksAfterMs: undefined,
  extraTokens: [],
  historyPerChannel: 500,
};
