import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';

/** Gives a running Castellan a command as its owner, as the command line does. */
export async function errand(data: string, line: string): Promise<{ done: boolean; text: string }> {
  const socket = connect(join(data, 'errands.sock'));
  socket.setEncoding('utf8');
  let text = '';
  socket.on('data', (chunk: string) => {
    text += chunk;
  });
  await once(socket, 'connect');
  socket.write(`${JSON.stringify({ line })}\n`);
  await once(socket, 'close');
  return JSON.parse(text) as { done: boolean; text: string };
}

/** Asks again until the answer is as wanted. Rejects with the last answer when that takes too long. */
export async function untilItSays(
  data: string,
  line: string,
  wanted: RegExp,
  withinMs = 15_000,
): Promise<string> {
  const endMs = Date.now() + withinMs;
  for (;;) {
    const { text } = await errand(data, line);
    if (wanted.test(text)) return text;
    if (Date.now() > endMs) throw new Error(`"${line}" still says: ${text}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
