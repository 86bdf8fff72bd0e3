/** What someone might write for a key, shown beside what was wrong. */
const examples: Readonly<Record<string, string>> = {
  data: 'data: ./data',
  database: 'database: postgres://castellan:secret@localhost/castellan',
  connections:
    'connections: [{ id: libera, platform: irc, server: irc.libera.chat:6697, nick: castellan }]',
  platform: 'platform: irc',
  id: 'id: libera',
  server: 'server: irc.libera.chat:6697',
  tls: 'tls: true',
  nick: 'nick: castellan',
  sasl: 'sasl: { mechanism: scram-sha-256, account: castellan, password: "${LIBERA_PASSWORD}" }',
  mechanism: 'mechanism: scram-sha-256',
  channels: 'channels: ["#castellan", { name: "#secret", key: "…" }]',
  token: 'token: "${DISCORD_TOKEN}"',
  api: 'api: https://discord.com/api',
  prefix: 'prefix: "!"',
  mention_prefix: 'mention_prefix: true',
  language: 'language: en',
  owners: 'owners: ["irc:libera:account:teuk", "discord:1234"]',
  dashboard: 'dashboard: { host: 127.0.0.1, port: 7070 }',
  host: 'host: 127.0.0.1',
  port: 'port: 7070',
  log: 'log: { level: info }',
  level: 'level: info',
  bench: 'bench: false',
  sandbox: 'sandbox: true',
};

/** The example for the innermost key of a path that has one. */
export function exampleFor(path: readonly PropertyKey[]): string | undefined {
  const keys = path.map(String).reverse();
  return keys.map((key) => examples[key]).find((example) => example !== undefined);
}
