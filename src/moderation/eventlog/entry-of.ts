import type { Audience } from '../../core/audience.ts';
import type {
  InboundEvent,
  MemberEvent,
  MessageDeletedEvent,
  MessageEditedEvent,
  NotedChange,
  ReactionEvent,
  RenamedEvent,
} from '../../core/event.ts';
import type { Entry } from './entry.ts';
import type { LogKind } from './kinds.ts';
import type { RecentTexts } from './recent-texts.ts';

/** What the log has to say of an event; undefined for nothing. */
export function entryOf(
  event: InboundEvent,
  texts: RecentTexts,
  audience: Audience,
): Entry | undefined {
  switch (event.kind) {
    case 'member-joined':
    case 'member-left':
      if (event.quiet) return undefined;
      return ofPerson(event, event.kind, audience, reasonOf(event.reason));
    case 'renamed':
      return ofPerson(event, 'member-renamed', audience, {
        changes: [{ what: 'name', before: event.before.name, after: event.actor.name }],
      });
    case 'reaction':
      return ofPerson(event, event.added ? 'reaction-added' : 'reaction-removed', audience, {
        changes: [{ what: 'emoji', after: event.emoji }],
      });
    case 'message-edited':
      return edited(event, texts, audience);
    case 'message-deleted':
      return deleted(event, texts, audience);
    case 'noted': {
      const { what, where, atMs, subject, target, by, reason, changes = [] } = event;
      if (what === 'message-removed') return undefined;
      return {
        ...{ kind: what, atMs, where, audience, subject, target, changes },
        // Who boosts does it to nobody else.
        ...(by && what === 'member-boosted' && { person: by.id }),
        ...(by && what !== 'member-boosted' && { by: { id: by.id, name: by.name } }),
        ...reasonOf(reason),
      };
    }
    default:
      return undefined;
  }
}

const reasonOf = (reason: string | undefined) => (reason === undefined ? {} : { reason });

function ofPerson(
  { atMs, where, actor: { id, name, native } }: ReactionEvent | MemberEvent | RenamedEvent,
  kind: LogKind,
  audience: Audience,
  more: { readonly reason?: string; readonly changes?: readonly NotedChange[] },
): Entry {
  return {
    kind,
    atMs,
    where,
    audience,
    subject: name,
    target: native,
    person: id,
    changes: [],
    ...more,
  };
}

function edited(
  { atMs, where, actor, id, text }: MessageEditedEvent,
  texts: RecentTexts,
  audience: Audience,
): Entry | undefined {
  const before = texts.of(where.channel, id)?.text;
  texts.changed(where.channel, id, text);
  if (before === text) return undefined;
  return {
    ...{ kind: 'message-edited', atMs, where, audience, subject: actor.name, target: id },
    person: actor.id,
    changes: [{ what: 'text', ...(before !== undefined && { before }), after: text }],
  };
}

function deleted(
  { atMs, where, id }: MessageDeletedEvent,
  texts: RecentTexts,
  audience: Audience,
): Entry {
  const said = texts.of(where.channel, id);
  texts.gone(where.channel, id);
  return {
    ...{ kind: 'message-deleted', atMs, where, audience, target: id, subject: said?.name ?? '?' },
    ...(said && { person: said.actor, author: said.native }),
    changes: said ? [{ what: 'text', before: said.text }] : [],
  };
}
