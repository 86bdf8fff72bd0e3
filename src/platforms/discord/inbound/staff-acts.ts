import {
  AuditLogEvent,
  type GatewayGuildAuditLogEntryCreateDispatchData,
  type GatewayGuildBanAddDispatchData,
  type GatewayGuildMemberUpdateDispatchData,
} from 'discord-api-types/v10';
import type { StaffActEvent } from '../../../core/event.ts';
import type { Half } from './act-halves.ts';
import { nameOf, strangerFrom } from './actor.ts';
import type { Decoder } from './decoder.ts';
import { actorOf } from './snowflake.ts';

type Act = Pick<StaffActEvent, 'act' | 'measure'>;

const banAct: Act = { act: 'held', measure: 'ban' };
const unbanAct: Act = { act: 'freed', measure: 'ban' };
const muteAct: Act = { act: 'held', measure: 'mute' };
const unmuteAct: Act = { act: 'freed', measure: 'mute' };

export function banned(decoder: Decoder, data: GatewayGuildBanAddDispatchData): void {
  half(decoder, { guild: data.guild_id, user: data.user.id, act: banAct }, 'seen', {
    subjectName: nameOf(data.user, undefined),
  });
}

export function unbanned(decoder: Decoder, data: GatewayGuildBanAddDispatchData): void {
  half(decoder, { guild: data.guild_id, user: data.user.id, act: unbanAct }, 'seen', {
    subjectName: nameOf(data.user, undefined),
  });
}

/** A timeout came, went or became another; that it ran out is told by nobody. */
export function timeoutSeen(decoder: Decoder, data: GatewayGuildMemberUpdateDispatchData): void {
  const { timeouts } = decoder.directory;
  const nowMs = decoder.clock.now();
  const key = `${data.guild_id}/${data.user.id}`;
  const { communication_disabled_until: until } = data;
  const untilMs = until ? Date.parse(until) : 0;
  const before = timeouts.get(key) ?? 0;
  if (untilMs > nowMs) timeouts.set(key, untilMs);
  else timeouts.delete(key);
  const about = { guild: data.guild_id, user: data.user.id };
  const subjectName = nameOf(data.user, data);
  if (untilMs > nowMs && untilMs !== before)
    half(decoder, { ...about, act: muteAct }, 'seen', { subjectName, untilMs });
  else if (untilMs <= nowMs && before > nowMs)
    half(decoder, { ...about, act: unmuteAct }, 'seen', { subjectName });
}

/** What Discord's own log says of who did it. Comes only where the bot may read that log. */
export function audited(decoder: Decoder, data: GatewayGuildAuditLogEntryCreateDispatchData): void {
  const { guild_id: guild, target_id: user, user_id: byId, reason, action_type: action } = data;
  const who: Half = { byId: byId ?? undefined, reason };
  if (user === null) return;
  switch (action) {
    case AuditLogEvent.MemberBanAdd:
      return half(decoder, { guild, user, act: banAct }, 'logged', who);
    case AuditLogEvent.MemberBanRemove:
      return half(decoder, { guild, user, act: unbanAct }, 'logged', who);
    case AuditLogEvent.MemberUpdate:
      return timeoutLogged(decoder, data, who);
    case AuditLogEvent.MemberKick:
      return tell(decoder, { guild, user, act: { act: 'kicked' } }, who);
    case AuditLogEvent.ChannelDelete:
      return tell(decoder, { guild, thing: nameIn(data), act: { act: 'channel-deleted' } }, who);
    case AuditLogEvent.RoleDelete:
      return tell(decoder, { guild, thing: nameIn(data), act: { act: 'role-deleted' } }, who);
    default:
      return;
  }
}

function timeoutLogged(
  decoder: Decoder,
  { guild_id: guild, target_id: user, changes = [] }: GatewayGuildAuditLogEntryCreateDispatchData,
  who: Half,
): void {
  const change = changes.find(({ key }) => key === 'communication_disabled_until');
  if (!change || user === null) return;
  const until: unknown = change.new_value;
  const untilMs = typeof until === 'string' ? Date.parse(until) : 0;
  const holds = untilMs > decoder.clock.now();
  half(decoder, { guild, user, act: holds ? muteAct : unmuteAct }, 'logged', {
    ...who,
    ...(holds && { untilMs }),
  });
}

const nameIn = ({ changes = [], target_id: id }: GatewayGuildAuditLogEntryCreateDispatchData) => {
  const name: unknown = changes.find(({ key }) => key === 'name')?.old_value;
  return typeof name === 'string' ? name : (id ?? '');
};

interface About {
  readonly guild: string;
  readonly user?: string;
  readonly thing?: string;
  readonly act: Act;
}

function half(decoder: Decoder, about: About, side: 'seen' | 'logged', known: Half): void {
  const { act, measure = '' } = about.act;
  decoder.actHalves.take(
    `${about.guild} ${act} ${measure} ${about.user ?? ''}`,
    side,
    known,
    (whole) => tell(decoder, about, whole),
  );
}

function tell(decoder: Decoder, { guild, user, thing, act }: About, known: Half): void {
  const { directory, clock } = decoder;
  const { byId, reason, untilMs, subjectName } = known;
  const called = (id: string): string | undefined => directory.names.get(`${guild}/${id}`);
  decoder.emit({
    ...{ kind: 'staff-act', atMs: clock.now(), where: directory.guildPlace(guild), ...act },
    ...(user !== undefined && {
      subject: { id: actorOf(user), name: subjectName ?? called(user) ?? user, native: user },
      mark: user,
    }),
    ...(byId !== undefined && {
      by: strangerFrom(byId, called(byId), directory.guilds.get(guild)),
    }),
    own: byId !== undefined && byId === decoder.self()?.id,
    ...(reason !== undefined && { reason }),
    ...(untilMs !== undefined && { untilMs }),
    ...(thing !== undefined && { thing }),
  });
}
