/** A bare discord.js client with its default caches and Castellan's intents, which answers `!echo`. */
import { Client, GatewayIntentBits, Partials } from 'discord.js';

const [api = '', token = ''] = process.argv.slice(2);
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
client.on('messageCreate', (message) => {
  if (!message.author.bot && message.content.startsWith('!echo '))
    void message.reply(message.content.slice(6));
});
client.once('clientReady', () => console.log('ready'));
await client.login(token);
