import { once } from 'node:events';
import { connect } from 'node:net';
import { z } from 'zod';
import type { Config } from '../app/config-schema.ts';
import { openCore } from '../app/build.ts';
import { errandSocket } from '../app/console-socket.ts';
import { productName, productVersion } from '../app/product.ts';
import { systemClock } from '../base/clock.ts';
import { CastellanError } from '../base/errors.ts';
import { lifetime } from '../base/lifetime.ts';
import { silentLog } from '../base/log.ts';
import { systemRandom } from '../base/random.ts';
import type { ErrandAnswer } from '../console/index.ts';
import { isRunning } from './checks/running.ts';

/** Runs one command as the owner of the instance. */
export type Run = (line: string) => Promise<ErrandAnswer>;

const answerWithinMs = 60_000;

/** Commands go to the Castellan that runs on this data folder, else they are carried out on its database here. */
export async function withErrands(
  config: Config,
  work: (run: Run) => Promise<void>,
): Promise<void> {
  if (await isRunning(config.data)) {
    await work((line) => asked(errandSocket(config.data), line));
    return;
  }
  const life = lifetime('command line');
  try {
    const { errands } = await openCore({
      product: {
        name: productName,
        version: productVersion(),
        startedAtMs: systemClock.now(),
      },
      ...{ config, clock: systemClock, random: systemRandom, log: silentLog, life },
      onlyOneCommand: true,
    });
    await work((line) => errands.run(line));
  } finally {
    await life.end();
  }
}

const answerShape = z.object({
  ...{ done: z.boolean(), text: z.string() },
  tone: z.enum(['plain', 'info', 'success', 'warning', 'error', 'menu']).exactOptional(),
});

async function asked(path: string, line: string): Promise<ErrandAnswer> {
  const socket = connect(path);
  socket.setEncoding('utf8');
  socket.setTimeout(answerWithinMs, () => socket.destroy());
  let text = '';
  socket.on('data', (chunk: string) => {
    text += chunk;
  });
  try {
    await once(socket, 'connect');
    socket.write(`${JSON.stringify({ line })}\n`);
    await once(socket, 'close');
    return answerShape.parse(JSON.parse(text));
  } catch (cause) {
    throw new CastellanError(
      'not-available',
      `The Castellan that runs there does not answer at ${path}. Is it of the same version as this command?`,
      { cause },
    );
  }
}
