import type { Place } from './config-problem.ts';

/** What someone might write for a key, shown beside what was wrong. */
const examples: Readonly<Record<string, string>> = {
  data: 'data: ./data',
  database: 'database: postgres://castellan:secret@localhost/castellan',
  secrets_key: 'secrets_key: "${CASTELLAN_KEY}"',
  connections:
    'connections: [{ id: libera, platform: irc, server: irc.libera.chat:6697, nick: castellan }]',
  platform: 'platform: irc',
  id: 'id: libera',
  server: 'server: irc.libera.chat:6697',
  tls: 'tls: true',
  ca: 'tls: { ca: ./ca.pem }',
  fingerprint: `tls: { fingerprint: "sha256:${'3f'.repeat(32)}" }`,
  verify: 'tls: { verify: false }',
  certificate: 'tls: { certificate: ./bot.pem, key: ./bot.key }',
  start: 'tls: { start: plain }',
  nick: 'nick: castellan',
  alternatives: 'alternatives: [castellan_, castellan2]',
  username: 'username: castellan',
  realname: 'realname: "Castellan"',
  password: 'password: "${LIBERA_PASSWORD}"',
  sasl: 'sasl: { mechanism: scram-sha-256, account: castellan, password: "${LIBERA_PASSWORD}" }',
  mechanism: 'mechanism: scram-sha-256',
  account: 'account: castellan',
  onFailure: 'onFailure: continue',
  nickserv:
    'nickserv: { mask: "NickServ!NickServ@services.libera.chat", password: "${LIBERA_PASSWORD}" }',
  mask: 'mask: "NickServ!NickServ@services.libera.chat"',
  regain: 'regain: regain',
  chanserv: 'chanserv: true',
  channels: 'channels: ["#castellan", { name: "#secret", key: "…" }]',
  trustInvitesFrom: 'trustInvitesFrom: ["account:teuk"]',
  forwards: 'forwards: follow',
  forcedJoins: 'forcedJoins: stay',
  encoding: 'encoding: windows-1252',
  pacing: 'pacing: { burst: 5, everyMs: 1000 }',
  formatting: 'formatting: true',
  echo: 'echo: false',
  token: 'token: "${DISCORD_TOKEN}"',
  api: 'api: https://discord.com/api',
  intents: 'intents: { message_content: true, members: true }',
  shards: 'shards: auto',
  prefix: 'prefix: "!"',
  mention_prefix: 'mention_prefix: true',
  language: 'language: en',
  owners: 'owners: ["irc:libera:account:teuk", "discord:1234"]',
  dashboard: 'dashboard: { host: 127.0.0.1, port: 7070 }',
  host: 'host: 127.0.0.1',
  port: 'port: 7070',
  origins: 'origins: ["https://castellan.example.org"]',
  trusted_proxies: 'trusted_proxies: [127.0.0.1]',
  log: 'log: { level: info }',
  level: 'level: info',
  bench: 'bench: false',
  sandbox: 'sandbox: true',
};

/** The example for the innermost key of a place that has one. */
export function exampleFor(path: Place): string | undefined {
  const keys = path.map(String).reverse();
  return keys.map((key) => examples[key]).find((example) => example !== undefined);
}
