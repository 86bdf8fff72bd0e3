import { z } from 'zod';
import { CastellanError } from '../../base/errors.ts';
import { actorId, communityId } from '../../base/ids.ts';
import { nativeOf, placeOf } from '../acts/index.ts';
import type { GateParts } from './parts.ts';

/** The kind of the jobs for those who do not answer in time. */
export const lateJob = 'gate.late';

const payloadShape = z.object({ community: z.string(), actor: z.string() });

/** What follows where somebody has not answered in time. Runs again where the network is away. */
export async function leave(parts: GateParts, payload: unknown): Promise<void> {
  const { store, acts, clock, log } = parts;
  const read = payloadShape.safeParse(payload);
  if (!read.success) return;
  const key = { community: communityId(read.data.community), actor: read.data.actor };
  const kept = await store.find(key);
  if (kept?.state !== 'waiting' || (kept.dueAtMs ?? Infinity) > clock.now()) return;
  const where = placeOf(kept.place);
  const subject = {
    ...{ id: actorId(kept.actor), name: kept.name, native: nativeOf(kept.actor) },
  };
  // A gate that was opened meanwhile sends nobody away.
  const { mode, late } = parts.rules(where);
  const isOut = mode === 'off' || late === 'leave' || !(await parts.isHere(where, subject));
  if (isOut) {
    await store.move(key, ['waiting'], 'late');
    return;
  }
  const acted = await acts.act({
    ...{ kind: 'kick', where, subject, via: 'gate', reason: 'The gate: no answer in time' },
    by: { id: 'castellan', name: 'Castellan' },
  });
  if (!acted.ok && acted.error.key.startsWith('act.away'))
    throw new CastellanError('network', 'The network is away; it is tried again');
  if (!acted.ok) log.warn({ ...key, why: acted.error.key }, 'Somebody at the gate stays');
  await store.move(key, ['waiting'], 'late');
}
