import type { ConnectionId } from '../base/ids.ts';
import type { Registries } from './registries.ts';

/** The simulated networks are here: they are up within moments, and a first look should find them so. */
export function online(
  { board, ports }: Pick<Registries, 'board' | 'ports'>,
  wanted: readonly ConnectionId[],
): Promise<void> {
  const all = () => wanted.every((id) => board.find(id)?.link.state === 'online');
  return new Promise((resolve) => {
    if (all()) return resolve();
    const done = (): void => {
      stop();
      cancel();
      resolve();
    };
    const stop = board.follow(() => {
      if (all()) done();
    });
    const cancel = ports.clock.after(onlineWithinMs, done);
  });
}

/** Longer than this the start does not wait for them; their state tells the rest. */
const onlineWithinMs = 10_000;
