import { type Result, ok } from '../../base/result.ts';
import type { ActRequest, Acted, Acts, Doer } from '../../core/cases/acts.ts';
import { type ReviewAct, type ReviewItem, reviewCase } from '../../core/cases/review.ts';
import { type Subject, cannotHere } from '../../core/enforcer.ts';
import type { Place } from '../../core/event.ts';
import { actorId, channelId, connectionId, messageId, spaceId } from '../../base/ids.ts';
import { removes } from './act.ts';

interface Wanted {
  readonly item: ReviewItem;
  readonly act: ReviewAct;
  readonly by: Doer;
  readonly via: string;
  readonly why: string;
  /** Epoch ms; undefined: for ever. */
  readonly untilMs: number | undefined;
}

const undeletable = cannotHere('purge').key;
const away = 'act.away';

/**
 * Has done what a reviewer decided, by the one place that acts: what was said goes first. The numbers of the cases; a
 * network that is away does it later. Refused where nothing, or not all of it, could be done.
 */
export async function carryOut(
  acts: Pick<Acts, 'act' | 'effect'>,
  wanted: Wanted,
): Promise<Result<readonly number[]>> {
  const sanction = sanctionOf(wanted);
  // Looked at first: nobody's message is deleted for a ban that is refused then.
  const seen = sanction && (await acts.effect(sanction));
  if (seen && !seen.ok && seen.error.key !== 'act.out-of-reach') return seen;
  const deletion = deletionOf(wanted);
  const deleted = deletion ? numberOf(await acts.act(deletion)) : ok(undefined);
  if (!deleted.ok && (!sanction || deleted.error.key !== undeletable)) return deleted;
  const first = deleted.ok ? deleted.value : undefined;
  if (!sanction) return ok(listed(first));
  const done = numberOf(await acts.act({ ...sanction, belongsTo: first }));
  return done.ok ? ok([...listed(first), ...listed(done.value)]) : done;
}

const listed = (number: number | undefined): readonly number[] =>
  number === undefined ? [] : [number];

/** What waits for a network that is away is written down, and will be done. */
function numberOf(acted: Result<Acted>): Result<number | undefined> {
  if (acted.ok) return ok(acted.value.dry ? undefined : acted.value.made.number);
  const { key, facts } = acted.error;
  return key === away && typeof facts['number'] === 'number' ? ok(facts['number']) : acted;
}

function sanctionOf(wanted: Wanted): ActRequest | undefined {
  const { act, item, untilMs } = wanted;
  if (act.kind === 'nothing' || act.kind === 'delete') return undefined;
  return { ...common(wanted), kind: act.kind, untilMs, source: reviewCase(item, 'act') };
}

function deletionOf(wanted: Wanted): ActRequest | undefined {
  const { act, item } = wanted;
  if (!removes(act)) return undefined;
  const messages = item.message === undefined ? [] : [messageId(item.message)];
  return {
    ...{ ...common(wanted), kind: 'purge', messages, tell: act.kind === 'delete' },
    source: reviewCase(item, 'delete'),
  };
}

function common({ item, by, via, why }: Wanted) {
  const { actor, place, text, saidAtMs: atMs, message, claims } = item;
  const [first] = claims;
  const said = { atMs, channel: place.name, author: actor.id, text };
  return {
    ...{ where: placeOf(item), subject: subjectOf(item), by, via },
    // What people reported is between them and staff.
    reason: why || first?.because || first?.rule || '',
    rule: first?.rule,
    evidence: text === '' ? [] : [{ ...said, ...(message !== undefined && { message }) }],
  };
}

export const subjectOf = ({ actor }: Pick<ReviewItem, 'actor'>): Subject => ({
  ...{ id: actorId(actor.id), name: actor.name, native: actor.native },
});

export function placeOf({ place }: Pick<ReviewItem, 'place'>): Place {
  const { connection, platform, space, channel, name } = place;
  return {
    ...{ connection: connectionId(connection), channel: channelId(channel), space: spaceId(space) },
    ...{ platform: platform === 'discord' || platform === 'irc' ? platform : 'console', name },
  };
}
