/**
 * An echo bot on irc-framework. It answers with `raw`: `say` measures and breaks the text word by word, which alone
 * costs several times what everything else does, and the comparison would be too easy.
 */
import { Client } from 'irc-framework';

const [port = '', nick = '', channels = ''] = process.argv.slice(2);
const wanted = channels.split(',').length;
const client = new Client();
let joined = 0;
client.on('registered', () => client.join(channels));
client.on('userlist', () => {
  joined += 1;
  if (joined === wanted) console.log('ready');
});
client.on('message', ({ nick: speaker, target, message }) => {
  if (message.startsWith('!echo '))
    client.raw('PRIVMSG', target, `${speaker}: ${message.slice(6)}`);
});
client.on('close', () => process.exit(0));
client.connect({ host: '127.0.0.1', port: Number(port), nick, username: nick, gecos: nick });
