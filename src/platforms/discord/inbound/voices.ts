import type { GatewayVoiceStateUpdateDispatchData } from 'discord-api-types/v10';
import type { NotedChange, NotedKind } from '../../../core/event.ts';
import type { Seat } from './guild.ts';
import type { Decoder } from './decoder.ts';
import { known, note } from './note.ts';

/** Tells who comes into, leaves and changes voice channels, and whom staff made silent there. */
export function voiceChanged(decoder: Decoder, state: GatewayVoiceStateUpdateDispatchData): void {
  const { guild_id: guild, user_id: user } = state;
  const voices = guild === undefined ? undefined : decoder.directory.guilds.get(guild)?.voices;
  if (guild === undefined || !voices) return;
  const before = voices.get(user);
  const after = seatIn(state);
  if (after) voices.set(user, after);
  else voices.delete(user);
  const what = whatOf(before, after);
  const { channel } = after ?? before ?? {};
  if (what === undefined || channel === undefined) return;
  const subject = state.member?.nick ?? known(decoder, guild, user).name;
  const nameOf = (id: string): string => decoder.directory.place(id, guild, id).name;
  const changes = [moved(before, after, nameOf)];
  note(decoder, { guild, channel, what, subject, target: user, changes });
}

const seatIn = (state: GatewayVoiceStateUpdateDispatchData): Seat | undefined =>
  state.channel_id === null
    ? undefined
    : { channel: state.channel_id, silenced: state.mute || state.deaf };

const moved = (
  before: Seat | undefined,
  after: Seat | undefined,
  nameOf: (id: string) => string,
): NotedChange => ({
  what: 'channel',
  ...(before && { before: nameOf(before.channel) }),
  ...(after && { after: nameOf(after.channel) }),
});

function whatOf(before: Seat | undefined, after: Seat | undefined): NotedKind | undefined {
  if (!before) return after && 'voice-joined';
  if (!after) return 'voice-left';
  if (before.channel !== after.channel) return 'voice-moved';
  return after.silenced && !before.silenced ? 'voice-silenced' : undefined;
}
