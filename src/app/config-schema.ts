import { isIP } from 'node:net';
import { z } from 'zod';
import { Secret } from '../base/secret.ts';
import { backupsConfig } from '../backups/config.ts';
import { discordConnection } from '../platforms/discord/config.ts';
import { ircConnection } from '../platforms/irc/config.ts';

const connection = z.discriminatedUnion('platform', [ircConnection, discordConnection]);

const owner = z
  .string()
  .regex(
    /^(discord:\d{1,20}|irc:[a-z0-9-]+:(account|host):\S+)$/,
    'should be discord:<user id>, irc:<connection>:account:<name> or irc:<connection>:host:<user@host>',
  );

const ipAddress = z
  .string()
  .refine((text) => isIP(text) !== 0, 'should be an IP address, for example 198.51.100.7');

/** One port, or the first and the last. */
const portRange = z.string().transform((ports, context) => {
  const [from, to] = (/^(\d{1,5})(?:-(\d{1,5}))?$/.exec(ports) ?? []).slice(1).map(Number);
  const range = { from: from ?? 0, to: to === undefined || Number.isNaN(to) ? (from ?? 0) : to };
  if (range.from >= 1024 && range.from <= range.to && range.to <= 65_535) return range;
  context.addIssue('should be a port or two with a dash between, from 1024 to 65535');
  return z.NEVER;
});

const dashboard = z.strictObject({
  host: z.string().min(1).default('127.0.0.1').describe('Where the page listens.'),
  port: z.int().min(0).max(65_535).default(7070).describe('0 takes any free port.'),
  origins: z
    .array(z.url())
    .default([])
    .describe('Other addresses people open the page under, like https://castellan.example.org.'),
  trusted_proxies: z
    .array(z.string().min(1))
    .default([])
    .describe('Proxies whose X-Forwarded-* headers are believed. None by default.'),
});

/** The operators' console over IRC (DCC CHAT). The one on this machine needs nothing. */
const operatorConsole = z.strictObject({
  dcc: z
    .enum(['off', 'on'])
    .default('off')
    .describe('Whether owners may open the console from IRC by DCC CHAT, which is not encrypted.'),
  dcc_private: z
    .boolean()
    .default(false)
    .describe('Whether offers that lead to private or loopback addresses are followed.'),
  dcc_address: ipAddress
    .optional()
    .describe(
      'The address that owners connect to when the bot listens. Without it, it never does.',
    ),
  dcc_bind: ipAddress
    .optional()
    .describe('What the bot listens on, where it differs from dcc_address (behind a router).'),
  dcc_ports: portRange
    .prefault('5000-5010')
    .describe('The ports that it listens on, one at a time.'),
});

/** A service of others that tells people from programs on the page of the gate. None by default. */
const captcha = z.strictObject({
  kind: z.enum(['hcaptcha', 'turnstile']).describe('Whose service it is.'),
  site_key: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .describe('What the page shows to the service.'),
  secret: z.string().min(1).max(200).describe('What the service knows us by. Best as ${VAR}.'),
  verify_url: z.url().optional().describe('Where answers are verified, where not at the service.'),
});

const extensions = z.strictObject({
  folder: z
    .string()
    .min(1)
    .optional()
    .describe('Where extensions lie; "extensions" in the data folder where it is not given.'),
  packages: z
    .array(z.string().regex(/^(@[\w.-]+\/)?[\w.-]+$/, 'should be the name of an npm package'))
    .max(200)
    .default([])
    .describe('npm packages to load as extensions, installed beside this file.'),
  blacklist: z.array(z.string().min(1)).default([]).describe('Extensions that are never loaded.'),
  trusted: z
    .array(z.string().min(1))
    .default([])
    .describe(
      'Extensions that run inside Castellan with all its rights; "*" for all. Others are guests, with the powers that they were allowed.',
    ),
  auto_load: z.boolean().default(true).describe('Whether extensions are loaded at the start.'),
  watch: z
    .boolean()
    .default(true)
    .describe('Whether an extension is loaded anew as soon as its files change.'),
});

/** Whose extensions may be installed from chat and page. */
const market = z.strictObject({
  indexes: z
    .array(
      z.strictObject({
        url: z
          .string()
          .regex(
            /^(https?:\/\/\S+\/index\.json|\.{0,2}\/.*)$/,
            'should be https://…/index.json, or a folder that begins with / or ./',
          )
          .describe('Where the index is: its address, or the folder that it lies in.'),
        key: z
          .string()
          .regex(/^[A-Za-z0-9+/]{43}=$/, 'should be the 44 characters of an ed25519 public key')
          .describe('Whoever keeps the index signs it with this key, and tells it.'),
        private: z
          .boolean()
          .default(false)
          .describe('Whether the index may lie at a private or loopback address.'),
      }),
    )
    .max(20)
    .default([])
    .describe('Where extensions are offered. Of two with the same name the first counts.'),
});

/** Where operators are told besides their channel. */
const alerts = z.strictObject({
  webhook: z
    .url({
      protocol: /^https?$/,
      error: 'should be an address like https://discord.com/api/webhooks/…',
    })
    .transform((url) => new Secret(url))
    .optional()
    .describe(
      'Where alerts of the whole instance are posted as JSON, as Discord’s webhooks take it. Secret; best as ${VAR}.',
    ),
  webhook_private: z
    .boolean()
    .default(false)
    .describe('Whether the webhook may lead to a private or loopback address.'),
});

/** The whole of castellan.yaml. */
export const configShape = z.strictObject({
  data: z.string().min(1).default('./data').describe('The folder that holds everything.'),
  database: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, 'should be postgres://user:password@host/database')
    .optional()
    .describe('PostgreSQL instead of the SQLite file in the data folder.'),
  database_migrations: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, 'should be postgres://user:password@host/database')
    .optional()
    .describe(
      'The same database as a role that may change tables, where "database" names one that may not.',
    ),
  shared_database: z
    .boolean()
    .default(false)
    .describe('Let several Castellans with connections of their own use one PostgreSQL.'),
  redis: z
    .string()
    .regex(/^rediss?:\/\/\S+$/, 'should be redis://user:password@host:6379 (or rediss:// for TLS)')
    .optional()
    .describe('A Redis that several processes share. Nothing depends on it.'),
  redis_prefix: z
    .string()
    .regex(/^[A-Za-z0-9:._-]{0,50}$/, 'should be letters, digits and : . _ -')
    .default('castellan:')
    .describe('What stands before every key in Redis.'),
  secrets_key: z
    .string()
    .min(43)
    .optional()
    .describe(
      'The key that seals secrets in the database, instead of the file secrets.key in the data folder. Best as ${VAR}.',
    ),
  connections: z.array(connection).max(50).default([]).describe('The networks to be on.'),
  sandbox: z
    .boolean()
    .optional()
    .describe('Run the simulated networks. On by itself when there are no connections.'),
  prefix: z
    .string()
    .regex(/^\S{1,5}$/u, 'should be 1 to 5 characters without spaces')
    .default('!')
    .describe('What stands before commands, unless a space has its own.'),
  mention_prefix: z.boolean().default(true).describe('Whether addressing the bot makes a command.'),
  language: z
    .enum(['en', 'fr'])
    .default('en')
    .describe('The language, unless a space has its own.'),
  owners: z.array(owner).max(100).default([]).describe('Who may do everything.'),
  dashboard: dashboard.prefault({}),
  captcha: captcha.optional().describe('Asks a service of others on the page of the gate, too.'),
  console: operatorConsole.prefault({}),
  log: z
    .strictObject({ level: z.enum(['debug', 'info', 'warn', 'error']).default('info') })
    .prefault({}),
  extensions: extensions.prefault({}).describe('Features that are not built in.'),
  market: market.prefault({}).describe('Extensions of others.'),
  alerts: alerts.prefault({}),
  backups: backupsConfig.describe('Copies of the database.'),
  bench: z
    .boolean()
    .default(false)
    .describe('Adds the command echo and takes all limits off. Loopback servers only.'),
});

export type Config = z.output<typeof configShape>;
export type ConnectionConfig = Config['connections'][number];

/** The JSON Schema for editors, as it is shipped in castellan.schema.json. */
export const configJsonSchema = (): object => z.toJSONSchema(configShape, { io: 'input' });
