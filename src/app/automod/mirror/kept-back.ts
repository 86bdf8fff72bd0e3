import { messageOf } from '../../../base/errors.ts';
import type { ConnectionId, SpaceId } from '../../../base/ids.ts';
import type { Log } from '../../../base/log.ts';
import type { Actor } from '../../../core/actor.ts';
import type { KeptBack, MessageEvent, NotedEvent, Place } from '../../../core/event.ts';
import type { Platform } from '../../../core/platform.ts';
import type { Source } from '../../../moderation/rules/index.ts';
import { happeningOf } from '../happening-of.ts';
import type { Named, RuleWatch } from '../watch.ts';
import type { Mirror } from './mirror.ts';

interface Parts {
  readonly mirror: Pick<Mirror, 'sourcesOf'>;
  readonly watch: Pick<RuleWatch, 'takeKeptBack'>;
  readonly platform: (connection: ConnectionId) => Pick<Platform, 'findActor'> | undefined;
  readonly log: Log;
}

/** Hears of what a network kept back for one of our rules, and has our rules asked about it. Never throws, never waits. */
export function keptBackHeard(parts: Parts): (event: NotedEvent) => void {
  return (event) => {
    const { keptBack, where } = event;
    const { space } = where;
    if (!keptBack || space === undefined) return;
    hear(parts, event, keptBack, space).catch((failure: unknown) =>
      parts.log.error({ problem: messageOf(failure) }, 'What was kept back could not be looked at'),
    );
  };
}

async function hear(
  { mirror, watch, platform }: Parts,
  { where, atMs }: NotedEvent,
  keptBack: KeptBack,
  space: SpaceId,
): Promise<void> {
  const sources = await mirror.sourcesOf(space, keptBack.rule);
  // Somebody else's rule: the log of events tells of it.
  if (!sources) return;
  const known = await authorOf(platform(where.connection), where, keptBack.person);
  const actor = known ?? keptBack.person;
  const { text, accountMadeAtMs } = keptBack;
  const event: MessageEvent = {
    ...{ kind: 'message', atMs, where, actor, text, replayed: false, unanswerable: true },
    ...(accountMadeAtMs !== undefined && { details: { accountMadeAtMs } }),
    reply: { where, actor },
  };
  // An empty text would satisfy whoever asks for what is not there.
  const alone = known === undefined || text === '';
  const named = { ...namedBy(keptBack, sources), alone };
  watch.takeKeptBack(event, happeningOf(event), named);
}

/** With the standing that rules ask for; undefined where the network does not tell. */
async function authorOf(
  platform: Pick<Platform, 'findActor'> | undefined,
  where: Place,
  person: Actor,
): Promise<Actor | undefined> {
  try {
    return await platform?.findActor(where, person.mention);
  } catch {
    return undefined;
  }
}

/** The rules that have what was found; where that is not told, all that it may be, in their order. */
function namedBy(
  { text, look, found }: KeptBack,
  sources: readonly Source[],
): Omit<Named, 'alone'> {
  const own = sources.filter(({ looks }) => look !== undefined && looks.includes(look));
  const from = found === undefined || found === '' ? -1 : text.indexOf(found);
  return {
    numbers: (own.length > 0 ? own : sources).map(({ number }) => number),
    ...(from >= 0 && { found: { from, to: from + (found?.length ?? 0) } }),
  };
}
