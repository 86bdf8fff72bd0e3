import { connect } from 'node:net';
import { consoleSocket } from '../../app/console-socket.ts';

const answerWithinMs = 2000;

/** Whether a Castellan runs on this data folder: its console answers. */
export function isRunning(data: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(consoleSocket(data));
    const tell = (running: boolean): void => {
      socket.destroy();
      resolve(running);
    };
    socket.setTimeout(answerWithinMs, () => tell(false));
    socket.once('connect', () => tell(true));
    socket.once('error', () => tell(false));
  });
}
