import type { Actor } from '../../../core/actor.ts';
import type { NotedEvent, NotedKind, Place } from '../../../core/event.ts';
import { strangerFrom } from './actor.ts';
import type { Decoder } from './decoder.ts';

/** What is known of something that is to be noted. */
export interface Note extends Pick<NotedEvent, 'reason' | 'changes' | 'by' | 'keptBack'> {
  readonly guild: string;
  /** Where it concerns one channel only. */
  readonly channel?: string;
  readonly what: NotedKind;
  readonly subject: string;
  readonly target: string;
}

export function note(decoder: Decoder, { guild, channel, ...noted }: Note): void {
  const { directory, clock } = decoder;
  const where: Place =
    channel === undefined ? directory.guildPlace(guild) : directory.place(channel, guild, channel);
  decoder.emit({ kind: 'noted', atMs: clock.now(), where, ...noted });
}

/** Somebody of whom only the id is told, by the name that he was seen under. */
export function known({ directory }: Decoder, guild: string, user: string): Actor {
  return strangerFrom(user, directory.names.get(`${guild}/${user}`), directory.guilds.get(guild));
}
