import type {
  InboundEvent,
  MemberEvent,
  MessageEvent,
  NotedEvent,
  ReactionEvent,
} from '../../core/event.ts';
import type { Occasion } from '../../automation/index.ts';

/** What automations are asked about, if at all: no programs (we are one), no history, no crowds, no private talk. */
export function occasionOf(event: InboundEvent): Occasion | undefined {
  if (event.where.space === undefined) return undefined;
  if (event.kind === 'noted') return boostIn(event);
  if (!('actor' in event) || event.actor.bot) return undefined;
  switch (event.kind) {
    case 'message':
      return event.replayed || event.unanswerable ? undefined : saidIn(event);
    case 'reaction':
      return reactionIn(event);
    case 'member-joined':
    case 'member-left':
      return event.quiet ? undefined : memberIn(event);
    case 'renamed': {
      const { where, actor, before } = event;
      return { on: 'rename', where, actor, text: actor.name, before: before.name };
    }
    default:
      return undefined;
  }
}

const boostIn = ({ what, where, by }: NotedEvent): Occasion | undefined =>
  what === 'member-boosted' && by ? { on: 'boost', where, actor: by, text: by.name } : undefined;

function saidIn({ where, actor, text, id, details, reply, atMs }: MessageEvent): Occasion {
  return {
    ...{ on: 'message', where, actor, text, reply },
    ...(id !== undefined && { message: id }),
    ...aged(details?.accountMadeAtMs, atMs),
  };
}

function reactionIn(event: ReactionEvent): Occasion {
  const { where, actor, id, emoji, added, accountMadeAtMs, atMs } = event;
  return {
    ...{ on: added ? 'reaction' : 'reaction-removed', where, actor, text: emoji, emoji },
    ...{ message: id, reply: { where, actor, message: id } },
    ...aged(accountMadeAtMs, atMs),
  };
}

function memberIn({ kind, where, actor, newcomer, atMs }: MemberEvent): Occasion {
  return {
    ...{ on: kind === 'member-joined' ? 'join' : 'leave', where, actor, text: actor.name },
    ...aged(newcomer?.accountMadeAtMs, atMs),
  };
}

const aged = (madeAtMs: number | undefined, atMs: number): { readonly ageMs?: number } =>
  madeAtMs === undefined ? {} : { ageMs: Math.max(0, atMs - madeAtMs) };
