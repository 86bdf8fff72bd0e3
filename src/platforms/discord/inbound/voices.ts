import type { GatewayVoiceStateUpdateDispatchData } from 'discord-api-types/v10';
import type { NotedKind } from '../../../core/event.ts';
import type { Decoder } from './decoder.ts';
import { known, note } from './note.ts';

/** Tells who comes into, leaves and changes voice channels, and whom staff made silent there. */
export function voiceChanged(decoder: Decoder, state: GatewayVoiceStateUpdateDispatchData): void {
  const { guild_id: guild, user_id: user, channel_id: to } = state;
  const voices = guild === undefined ? undefined : decoder.directory.guilds.get(guild)?.voices;
  if (guild === undefined || !voices) return;
  const before = voices.get(user);
  const from = before?.channel;
  const silenced = state.mute || state.deaf;
  if (to === null) voices.delete(user);
  else voices.set(user, { channel: to, silenced });
  const channel = to ?? from;
  const what = whatOf(from, to, silenced && before?.silenced !== true);
  if (what === undefined || channel === undefined) return;
  const nameOf = (id: string): string => decoder.directory.place(id, guild, id).name;
  const changes = [
    {
      what: 'channel',
      ...(from !== undefined && { before: nameOf(from) }),
      ...(to !== null && { after: nameOf(to) }),
    },
  ];
  const subject = state.member?.nick ?? known(decoder, guild, user).name;
  note(decoder, { guild, channel, what, subject, target: user, changes });
}

function whatOf(
  from: string | undefined,
  to: string | null,
  silenced: boolean,
): NotedKind | undefined {
  if (from === undefined) return to === null ? undefined : 'voice-joined';
  if (to === null) return 'voice-left';
  if (from !== to) return 'voice-moved';
  return silenced ? 'voice-silenced' : undefined;
}
