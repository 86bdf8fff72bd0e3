import { z } from 'zod';
import { Secret } from '../../base/secret.ts';

const secret = z
  .string()
  .min(1, 'is empty; leave the key out or give the password')
  .transform((text) => new Secret(text));

export interface Address {
  readonly host: string;
  readonly port?: number;
}

const addressShape = /^(?:\[([\da-f:.]+)\]|([^\s:/[\]]+))(?::(\d{1,5}))?$/i;

/** Reads `host`, `host:port` or `[ipv6]:port`. */
export function parseAddress(text: string): Address | undefined {
  const match = addressShape.exec(text.trim());
  const host = match?.[1] ?? match?.[2];
  if (match === null || host === undefined) return undefined;
  if (match[3] === undefined) return { host };
  const port = Number(match[3]);
  return port >= 1 && port <= 65_535 ? { host, port } : undefined;
}

const addressProblem = 'should be host:port, for example irc.libera.chat:6697 or [::1]:6667';

const address = z.string().transform((text, context) => {
  const parsed = parseAddress(text);
  if (parsed) return parsed;
  context.addIssue(addressProblem);
  return z.NEVER;
});

const fingerprint = z
  .string()
  .transform((text) =>
    text
      .replace(/^sha-?256:/i, '')
      .replaceAll(':', '')
      .toLowerCase(),
  )
  .refine(
    (hex) => /^[\da-f]{64}$/.test(hex),
    'should be the SHA-256 of the server’s certificate, for example sha256:3f2a… (64 hex digits)',
  );

const tlsTrust = {
  ca: z.string().min(1).optional(),
  fingerprint: fingerprint.optional(),
  verify: z.boolean().optional(),
  certificate: z.string().min(1).optional(),
  key: z.string().min(1).optional(),
};

const tls = z
  .union([z.boolean(), z.strictObject({ ...tlsTrust, start: z.literal('plain').optional() })], {
    error:
      'should be true, false, { ca: file }, { fingerprint: sha256:… }, { verify: false } or { start: plain, … }',
  })
  .default(true);

const nick = z
  .string()
  .regex(
    /^[^\s\d\-:#&+!@~%*,?.][^\s:!@*,?.]{0,63}$/u,
    'is no nick: it starts with a letter and holds no space, comma, dot, @ or !',
  );

const channelProblem =
  'is no channel: it starts with # and holds no space and no comma (in YAML, quote it: "#castellan")';

const channelName = z.string().regex(/^[#&+!][^\s,\0\x07]{0,199}$/u, channelProblem);

const channel = z
  .union(
    [
      channelName.transform((name) => ({ name })),
      z.strictObject({ name: channelName, key: secret.optional() }),
    ],
    { error: channelProblem },
  )
  .transform((wish): { name: string; key?: Secret | undefined } => wish);

const sasl = z
  .strictObject({
    mechanism: z.enum(['plain', 'external', 'scram-sha-256']),
    account: z.string().min(1).max(200).optional(),
    password: secret.optional(),
    /** What to do when it fails: go on unidentified, or stay away. */
    onFailure: z.enum(['continue', 'stop']).default('continue'),
  })
  .refine(
    ({ mechanism, account, password }) =>
      mechanism === 'external' || (account !== undefined && password !== undefined),
    'needs account and password (only the mechanism external goes without)',
  );

const nickserv = z.strictObject({
  /** Whom the password may be told: `nick!user@host` with * and ?. */
  mask: z
    .string()
    .regex(
      /^[^\s!@*?]+![^\s!@]+@[^\s!@]+$/,
      'should name the real NickServ, for example NickServ!NickServ@services.libera.chat',
    ),
  account: z.string().min(1).optional(),
  password: secret.optional(),
  regain: z.enum(['regain', 'ghost', 'recover', 'none']).default('regain'),
});

/** Of a burst, three in ten lines are kept for those who are spoken to little: of seven, a card of five goes at once. */
const pacing = z
  .union([
    z.literal(false),
    z.strictObject({
      burst: z.int().min(1).max(100).default(7),
      everyMs: z.int().min(10).max(60_000).default(1000),
    }),
  ])
  .default({ burst: 7, everyMs: 1000 });

/** One entry of `connections` in castellan.yaml, for IRC. */
export const ircConnection = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'should be a short name in lower case, for example libera'),
  platform: z.literal('irc'),
  server: z.union(
    [
      address.transform((one) => [one]),
      z.array(address).min(1, 'needs at least one host:port, for example irc.libera.chat:6697'),
    ],
    { error: addressProblem },
  ),
  tls,
  nick,
  alternatives: z.array(nick).max(10).default([]),
  username: z
    .string()
    .regex(/^[^\s@!:]{1,32}$/u, 'holds no space, @ or !')
    .default('castellan'),
  realname: z.string().min(1).max(200).default('Castellan'),
  password: secret.optional(),
  sasl: sasl.optional(),
  nickserv: nickserv.optional(),
  /** Ask ChanServ for help where the bot is banned or not invited. */
  chanserv: z.boolean().default(false),
  channels: z.array(channel).max(500).default([]),
  /** Whose invitations to channels that are not configured are followed: masks or account:name. */
  trustInvitesFrom: z.array(z.string().min(1)).max(100).default([]),
  /** What to do when the server sends the bot to another channel than it asked for. */
  forwards: z.enum(['follow', 'leave']).default('follow'),
  /** What to do in a channel that an IRC operator forced the bot into. */
  forcedJoins: z.enum(['stay', 'leave']).default('stay'),
  /** How bytes that are not UTF-8 are read. */
  encoding: z
    .string()
    .refine(isEncoding, 'is not an encoding that this Node knows, for example windows-1252')
    .default('windows-1252'),
  /** How fast lines are sent; false switches it off (benchmarks, the sandbox). */
  pacing,
  /** Bold, italic and code as IRC formatting codes. */
  formatting: z.boolean().default(true),
  /** Asks the server to send our own lines back. Costs a round trip of TCP a line; off by default. */
  echo: z.boolean().default(false),
});

export type IrcConnectionInput = z.input<typeof ircConnection>;
export type IrcConnection = z.output<typeof ircConnection>;
export type SaslConfig = NonNullable<IrcConnection['sasl']>;
export type TlsConfig = IrcConnection['tls'];

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    // The only way that the runtime has to say that it does not know a label.
    return false;
  }
}
