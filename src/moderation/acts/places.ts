import { channelId, connectionId, spaceId } from '../../base/ids.ts';
import type { CasePlace } from '../../core/cases/case.ts';
import type { Place } from '../../core/event.ts';

export const casePlaceOf = ({
  connection,
  platform,
  channel,
  space,
  name,
  spaceName,
}: Place): CasePlace => ({
  ...{ connection, platform, channel, space: space ?? channel },
  // On IRC the channel's own name is what its verbs take.
  name: platform === 'irc' ? name : (spaceName ?? name),
});

export const placeOf = ({ connection, platform, channel, space, name }: CasePlace): Place => ({
  ...{ connection: connectionId(connection), channel: channelId(channel), space: spaceId(space) },
  ...{ platform: platform === 'discord' || platform === 'irc' ? platform : 'console', name },
});

/** A snowflake on Discord; elsewhere the id itself, by which the platform finds who is here. */
export const nativeOf = (id: string): string =>
  id.startsWith('discord:') ? id.slice('discord:'.length) : id;
