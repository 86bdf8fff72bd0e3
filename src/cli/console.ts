import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { consoleSocket } from '../app/console-socket.ts';
import { CastellanError } from '../base/errors.ts';
import { type ConfigFlags, configured, withConfigFlags } from './configured.ts';
import { failing } from './failing.ts';

export function registerConsole(program: Command): void {
  withConfigFlags(
    program.command('console').description('talk to the running Castellan as its owner'),
  ).action(failing(talk));
}

/** Lines go to the socket, what comes back is shown, until either side ends. */
function talk(flags: ConfigFlags): Promise<void> {
  const path = consoleSocket(configured(flags).data);
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.setEncoding('utf8');
    const lines = createInterface({ input: process.stdin });
    socket.on('data', (text: string) => process.stdout.write(text));
    socket.on('error', (cause) => {
      lines.close();
      reject(
        new CastellanError(
          'not-available',
          `No Castellan answers at ${path}. Is it running, and with this data folder (--data)?`,
          { cause },
        ),
      );
    });
    socket.on('close', () => {
      lines.close();
      resolve();
    });
    lines.on('line', (line) => socket.write(`${line}\n`));
    // What was asked last is answered before the other side is told that no more comes.
    lines.on('close', () => setTimeout(() => socket.end(), 300));
  });
}
