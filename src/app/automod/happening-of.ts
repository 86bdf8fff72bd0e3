import type { Actor } from '../../core/actor.ts';
import type { InboundEvent, MessageDetails, Place } from '../../core/event.ts';
import type { Happening } from '../../moderation/rules/index.ts';

/** What rules are asked about, if they are asked about this at all: no programs, no history, no private talk. */
export function happeningOf(event: InboundEvent): Happening | undefined {
  switch (event.kind) {
    case 'message':
      return event.replayed ? undefined : saidBy('message', event, event.text, event.details);
    case 'message-edited':
      return saidBy('edit', event, event.text, event.details);
    case 'member-joined':
      return event.quiet ? undefined : saidBy('join', event, event.actor.name, event.newcomer);
    case 'renamed':
      return saidBy('name', event, event.actor.name);
    case 'thread-opened':
      return saidBy('thread', event, event.name);
    case 'reaction':
      return event.added ? saidBy('reaction', event, event.emoji) : undefined;
    default:
      return undefined;
  }
}

interface Seen {
  readonly where: Place;
  readonly actor: Actor;
  readonly atMs: number;
}

function saidBy(
  on: Happening['on'],
  { where, actor, atMs }: Seen,
  text: string,
  { files = [], mentions, accountMadeAtMs }: MessageDetails = {},
): Happening | undefined {
  if (where.space === undefined || actor.bot) return undefined;
  return {
    ...{ on, text, files, space: where.space, channel: where.channel, channelName: where.name },
    author: {
      id: actor.id,
      standing: actor.standing,
      hasRole: actor.roles.length > 0 || actor.standing !== 'member',
      identified: actor.identified,
      ...(accountMadeAtMs !== undefined && { ageMs: Math.max(0, atMs - accountMadeAtMs) }),
    },
    ...(mentions !== undefined && { mentions }),
  };
}
