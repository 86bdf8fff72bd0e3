import type { Environment } from '../../app/config-environment.ts';
import type { PlainRecord } from '../../app/config-values.ts';

/** A secret and the variable that it is kept in; the configuration names the variable only. */
export interface SecretVariable {
  readonly name: string;
  readonly value: string;
}

/** A connection as somebody wishes it, before it is written. */
export interface Draft {
  /** As it will stand in castellan.yaml. */
  readonly entry: PlainRecord & { readonly id: string };
  readonly secrets: readonly SecretVariable[];
  /** Entries for `owners`. */
  readonly owners: readonly string[];
}

export interface IrcWish {
  readonly id: string;
  readonly server: string;
  readonly tls: boolean | { readonly fingerprint: string } | { readonly verify: false };
  readonly nick: string;
  readonly channels: readonly string[];
  readonly login?: {
    readonly mechanism: string;
    readonly account: string;
    readonly password: SecretVariable;
  };
  readonly owners: readonly string[];
}

export function ircDraft({ id, server, tls, nick, channels, login, owners }: IrcWish): Draft {
  const sasl = login && {
    mechanism: login.mechanism,
    account: login.account,
    password: reference(login.password),
  };
  return {
    entry: {
      ...{ id, platform: 'irc', server, tls, nick },
      ...(sasl && { sasl }),
      channels,
    },
    secrets: login ? [login.password] : [],
    owners,
  };
}

export interface DiscordWish {
  readonly id: string;
  readonly token: SecretVariable;
  /** Where it is not Discord's own. */
  readonly api?: string | undefined;
  readonly owners: readonly string[];
}

export const discordDraft = ({ id, token, api, owners }: DiscordWish): Draft => ({
  entry: {
    ...{ id, platform: 'discord', token: reference(token) },
    ...(api !== undefined && { api }),
  },
  secrets: [token],
  owners,
});

const reference = ({ name }: SecretVariable): string => `\${${name}}`;

/** `irc.libera.chat:6697` is called libera; an address is called irc. */
export function idFor(server: string): string {
  const host = server.replace(/:\d+$/, '');
  const labels = host.split('.').filter((label) => label !== '');
  const name = /^[\d.:[\]]+$/.test(host) ? 'irc' : (labels.at(-2) ?? labels[0] ?? 'irc');
  const clean = name
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '')
    .replace(/^-+/, '')
    .slice(0, 24);
  return clean === '' ? 'irc' : clean;
}

/** The first of `name`, `name-2`, `name-3` … that is not taken. */
export function unused(name: string, taken: ReadonlySet<string>, join = '-'): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name}${join}${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** `my-net` keeps its password in MY_NET_PASSWORD. */
export const variableFor = (id: string, what: 'PASSWORD' | 'TOKEN'): string =>
  `${id
    .toUpperCase()
    .replaceAll('-', '_')
    .replace(/^(?=\d)/, '_')}_${what}`;

/** What is taken already where a connection is to be written. */
export interface Kept {
  /** Ids of connections. */
  readonly taken: ReadonlySet<string>;
  /** Secrets in `.env`. */
  readonly kept: Environment;
}

/** A variable for a secret; one of the same name that holds something else is another connection's. */
export function secretVariable(name: string, value: string, kept: Environment): SecretVariable {
  const others = Object.keys(kept).filter((one) => kept[one] !== value);
  return { name: unused(name, new Set(others), '_'), value };
}
