/** One client of the Discord comparison, in its own process: counts messages and says what they cost. */
export interface ClientReport {
  readonly kind: 'ready' | 'done';
  readonly elapsedMs: number;
  readonly cpuMicros: number;
  readonly rssBytes: number;
}

const [which = '', api = '', token = '', expected = '0'] = process.argv.slice(2);
const total = Number(expected);
let seen = 0;
let startedAt = 0;
let cpuBefore = process.cpuUsage();

function report(kind: ClientReport['kind']): void {
  const { user, system } = process.cpuUsage(cpuBefore);
  const elapsedMs = performance.now() - startedAt;
  const { rss: rssBytes } = process.memoryUsage();
  process.send?.({ kind, elapsedMs, cpuMicros: user + system, rssBytes } satisfies ClientReport);
}

function ready(): void {
  report('ready');
}

function count(text: string): void {
  if (text === '') return;
  if (seen === 0) {
    startedAt = performance.now();
    cpuBefore = process.cpuUsage();
  }
  seen += 1;
  if (seen === total) report('done');
}

if (which === 'bare') {
  const { Client, GatewayIntentBits, Partials } = await import('discord.js');
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.GuildMessageReactions,
      GatewayIntentBits.DirectMessages,
      GatewayIntentBits.DirectMessageReactions,
      GatewayIntentBits.MessageContent,
      GatewayIntentBits.GuildMembers,
    ],
    partials: [Partials.Channel, Partials.Message, Partials.Reaction],
    rest: { api },
  });
  client.on('messageCreate', (message) => count(message.content));
  client.once('clientReady', ready);
  await client.login(token);
} else {
  const { systemClock } = await import('../../src/base/clock.ts');
  const { lifetime } = await import('../../src/base/lifetime.ts');
  const { silentLog } = await import('../../src/base/log.ts');
  const { systemRandom } = await import('../../src/base/random.ts');
  const { discordConnection, discordPlatform } =
    await import('../../src/platforms/discord/index.ts');
  const config = discordConnection.parse({ id: 'discord', platform: 'discord', token, api });
  const platform = discordPlatform(config, {
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
  });
  let told = false;
  platform.start(
    {
      event(event) {
        if (event.kind === 'message') count(event.text);
        if (event.kind === 'space-joined' && !told) {
          told = true;
          ready();
        }
      },
      status: () => undefined,
    },
    lifetime('bench'),
  );
}
process.on('disconnect', () => process.exit(0));
