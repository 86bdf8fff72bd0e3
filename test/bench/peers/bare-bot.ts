/** The least that an echo bot can be: a socket, and one write for all answers to one read. */
import { connect } from 'node:net';

const [port = '', nick = '', channels = ''] = process.argv.slice(2);
const socket = connect({ host: '127.0.0.1', port: Number(port), noDelay: true });
socket.setEncoding('utf8');
socket.write(`NICK ${nick}\r\nUSER ${nick} 0 * :${nick}\r\n`);
let rest = '';
let joined = 0;
const wanted = channels.split(',').length;

socket.on('data', (chunk: string) => {
  const lines = (rest + chunk).split('\r\n');
  rest = lines.pop() ?? '';
  let answers = '';
  for (const line of lines) answers += answerTo(line);
  if (answers !== '') socket.write(answers);
});
socket.on('close', () => process.exit(0));

function answerTo(line: string): string {
  const at = line.indexOf(' :!echo ');
  if (at > 0) {
    const [source = '', , target = ''] = line.slice(0, at).split(' ');
    const speaker = source.slice(1, source.indexOf('!'));
    return `PRIVMSG ${target} :${speaker}: ${line.slice(at + 8)}\r\n`;
  }
  if (line.startsWith('PING ')) return `PONG ${line.slice(5)}\r\n`;
  const numeric = line.split(' ', 2)[1];
  if (numeric === '376' || numeric === '422') return `JOIN ${channels}\r\n`;
  if (numeric === '366') {
    joined += 1;
    if (joined === wanted) console.log('ready');
  }
  return '';
}
