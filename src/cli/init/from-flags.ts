import type { Environment } from '../../app/config-environment.ts';
import { CastellanError } from '../../base/errors.ts';
import {
  type Draft,
  type SecretVariable,
  discordDraft,
  idFor,
  ircDraft,
  unused,
  variableFor,
} from './draft.ts';
import { bestMechanism, lookAt } from './irc-server.ts';

export interface InitFlags {
  readonly config?: string;
  readonly platform?: string;
  readonly id?: string;
  readonly server?: string;
  /** False with --no-tls. */
  readonly tls: boolean;
  readonly fingerprint?: string;
  readonly nick?: string;
  readonly channel: readonly string[];
  readonly saslAccount?: string;
  readonly saslMechanism?: string;
  readonly passwordEnv?: string;
  readonly tokenEnv?: string;
  readonly api?: string;
  readonly owner: readonly string[];
  readonly add?: boolean;
  readonly offline?: boolean;
  readonly yes?: boolean;
}

/** What is known beside the flags. */
export interface Known {
  readonly taken: ReadonlySet<string>;
  readonly environment: Environment;
}

/** The connection that the flags describe. Throws `bad-input` naming the flag that lacks. */
export function draftFromFlags(flags: InitFlags, known: Known): Promise<Draft> | Draft {
  if (flags.platform === 'irc') return ircFromFlags(flags, known);
  if (flags.platform === 'discord') return discordFromFlags(flags, known);
  throw lacks('--platform', 'irc or discord');
}

async function ircFromFlags(flags: InitFlags, known: Known): Promise<Draft> {
  const { server, nick, saslAccount, fingerprint } = flags;
  if (server === undefined) throw lacks('--server', 'irc.libera.chat:6697');
  if (nick === undefined) throw lacks('--nick', 'castellan');
  const id = flags.id ?? unused(idFor(server), known.taken);
  const tls = fingerprint === undefined ? flags.tls : { fingerprint };
  const wish = { id, server, tls, nick, channels: flags.channel, owners: flags.owner };
  if (saslAccount === undefined) return ircDraft(wish);
  const password = secret(flags.passwordEnv ?? variableFor(id, 'PASSWORD'), known, 'password');
  const mechanism =
    flags.saslMechanism ??
    bestMechanism(
      flags.offline ? undefined : await lookAt(server, tls, AbortSignal.timeout(30_000)),
    );
  return ircDraft({ ...wish, login: { mechanism, account: saslAccount, password } });
}

function discordFromFlags(flags: InitFlags, known: Known): Draft {
  const id = flags.id ?? unused('discord', known.taken);
  const token = secret(flags.tokenEnv ?? variableFor(id, 'TOKEN'), known, 'token');
  return discordDraft({ id, token, api: flags.api, owners: flags.owner });
}

/** Secrets come by the environment: flags can be seen by every user of the machine. */
function secret(name: string, { environment }: Known, what: string): SecretVariable {
  if (!/^[A-Za-z_]\w*$/.test(name))
    throw new CastellanError(
      'bad-input',
      `"${name}" is no name for a variable. Use letters, digits and _.`,
    );
  const value = environment[name];
  if (value === undefined || value === '')
    throw new CastellanError(
      'bad-input',
      `The ${what} is taken from the environment variable ${name}, which is not set. For example:  ${name}=… castellan init …`,
    );
  return { name, value };
}

const lacks = (flag: string, example: string): CastellanError =>
  new CastellanError('bad-input', `With --yes, ${flag} is needed, for example ${flag} ${example}.`);
