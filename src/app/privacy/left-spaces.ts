import { z } from 'zod';
import { type SpaceId, spaceId } from '../../base/ids.ts';
import type { InboundEvent } from '../../core/event.ts';
import type { Privacy } from '../../core/privacy/privacy.ts';
import type { Registries, Surroundings } from '../registries.ts';
import { dayMs, graceDays } from './retention.ts';

const forgetting = z.object({ space: z.string().transform(spaceId) });
const kind = 'privacy.forget';
/** So long after a start it is known where the bot is. */
const settledAfterMs = 10 * 60_000;

type Some = Pick<Registries, 'jobs' | 'places'> & {
  readonly ports: Pick<Registries['ports'], 'settings'>;
};

const jobOf = (space: SpaceId): string => `${kind}:${space}`;
const laterOf = (space: SpaceId): string => `${kind}:${space}:settled`;

/** A space that the bot has left is forgotten after a grace time, unless it comes back. Hears of every event. */
export function watchLeaving(
  { clock, log, life }: Pick<Surroundings, 'clock' | 'log' | 'life'>,
  { jobs, places, ports: { settings } }: Some,
  port: Pick<Privacy, 'forget'>,
): (event: InboundEvent) => void {
  const failed = (err: unknown): void =>
    log.error({ err }, 'It could not be written down that a space is to be forgotten or kept');
  const settledAtMs = clock.now() + settledAfterMs;
  const later = (id: string, space: SpaceId, dueAtMs: number) =>
    jobs.at({ id, kind, payload: { space }, dueAtMs });
  life.own(
    jobs.run(kind, async (payload) => {
      const { space } = forgetting.parse(payload);
      // Its time may have come while the program was not running, and the bot have been asked back meanwhile.
      if (clock.now() < settledAtMs) return later(laterOf(space), space, settledAtMs);
      if (places.list().some((place) => place.space === space)) return;
      const count = await port.forget(space);
      log.info({ space, count }, 'Forgot a space that was left for good');
    }),
  );
  return (event) => {
    if (event.kind === 'space-joined')
      for (const id of [jobOf(event.space), laterOf(event.space)]) jobs.cancel(id).catch(failed);
    if (event.kind !== 'space-left') return;
    const dueAtMs = clock.now() + settings.readNumber(graceDays, {}) * dayMs;
    later(jobOf(event.space), event.space, dueAtMs).catch(failed);
  };
}
