import { z } from 'zod';
import { channelId, connectionId, spaceId } from '../../base/ids.ts';
import type { Actor } from '../../core/actor.ts';
import type { Place } from '../../core/event.ts';

const shape = z.object({
  connection: z.string(),
  platform: z.enum(['discord', 'irc', 'console']),
  channel: z.string(),
  space: z.string(),
  name: z.string(),
  spaceName: z.string().optional(),
  native: z.string(),
});

/** Where something was said, and how the network calls its author there: what an act takes that is done later. */
export const keptPlace = (
  { connection, platform, channel, space, name, spaceName }: Place,
  { native }: Pick<Actor, 'native'>,
): string => JSON.stringify({ connection, platform, channel, space, name, spaceName, native });

export function readPlace(kept: string): { readonly where: Place; readonly native: string } {
  const { connection, channel, space, spaceName, native, platform, name } = shape.parse(
    JSON.parse(kept),
  );
  const where: Place = {
    ...{ connection: connectionId(connection), channel: channelId(channel), platform, name },
    space: spaceId(space),
    ...(spaceName !== undefined && { spaceName }),
  };
  return { where, native };
}
