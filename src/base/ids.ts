/**
 * Branded identifiers. Each has one constructor that checks its shape, so a community can never be
 * passed where an actor is wanted.
 */
declare const brand: unique symbol;
export type Brand<Text extends string> = string & { readonly [brand]: Text };

/** One logged-in account on one network, as named in the configuration: `libera`, `discord`. */
export type ConnectionId = Brand<'connection'>;
/** A place with one staff: `discord:<guild>` or `irc:<connection>:<folded channel>`. */
export type SpaceId = Brand<'space'>;
/** One or more spaces under the same staff; alone, a space is its own community. */
export type CommunityId = Brand<'community'>;
/** Where messages are said: `<connection>/<native id>`; a direct conversation on IRC is `<connection>/@<folded nick>`. */
export type ChannelId = Brand<'channel'>;
/** Who does something: `discord:<snowflake>`, `irc:<connection>:account:<name>`, `irc:<connection>:host:<user@host>`, and of services and servers `irc:<connection>:service:<name>`. */
export type ActorId = Brand<'actor'>;
/** A message as its platform names it. */
export type MessageId = Brand<'message'>;

const shapes = {
  connection: /^[a-z0-9][a-z0-9-]{0,31}$/,
  space: /^(discord:\S+|irc:[a-z0-9-]+:\S+|console:\S+)$/u,
  community: /^\S{1,200}$/u,
  channel: /^[a-z0-9][a-z0-9-]{0,31}\/\S{1,250}$/u,
  actor: /^(discord:\S+|irc:[a-z0-9-]+:(account|host|service):\S+|console:\S+|web:\S+)$/u,
  message: /^\S{1,200}$/u,
} as const;

const isOf = <Kind extends keyof typeof shapes>(kind: Kind, text: string): text is Brand<Kind> =>
  shapes[kind].test(text);

function checked<Kind extends keyof typeof shapes>(kind: Kind, text: string): Brand<Kind> {
  if (!isOf(kind, text)) throw new TypeError(`"${text}" is not the id of a ${kind}`);
  return text;
}

export const connectionId = (text: string): ConnectionId => checked('connection', text);
export const spaceId = (text: string): SpaceId => checked('space', text);
export const communityId = (text: string): CommunityId => checked('community', text);
export const channelId = (text: string): ChannelId => checked('channel', text);
export const actorId = (text: string): ActorId => checked('actor', text);
export const messageId = (text: string): MessageId => checked('message', text);

/** The channel with this native id on this connection. */
export const channelOn = (connection: ConnectionId, native: string): ChannelId =>
  channelId(`${connection}/${native}`);

/** The connection half and the native half of a channel's id. */
export function partsOfChannel(channel: ChannelId): { connection: ConnectionId; native: string } {
  const slash = channel.indexOf('/');
  return { connection: connectionId(channel.slice(0, slash)), native: channel.slice(slash + 1) };
}
