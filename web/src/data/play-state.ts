import type {
  NetworkId,
  PlayChange,
  PlayChannel,
  PlayMessage,
  PlayNetwork,
  PlayRun,
  PlaySnapshot,
} from '../../../src/dashboard/wire.ts';

/** How many messages a network keeps on the page. */
export const keptMessages = 1000;

/** The playground after a change. */
export function applyPlay(play: PlaySnapshot, change: PlayChange): PlaySnapshot {
  switch (change.kind) {
    case 'message':
      return inNetwork(play, change.message.network, (network) => ({
        ...network,
        messages: withMessage(network.messages, change.message),
      }));
    case 'message-gone':
      return inNetwork(play, change.network, (network) => ({
        ...network,
        messages: network.messages.filter(
          (one) => one.id !== change.id || one.channel !== change.channel,
        ),
      }));
    case 'people':
      return inNetwork(play, change.network, (network) => ({ ...network, people: change.people }));
    case 'channels':
      return inNetwork(play, change.network, (one) => ({ ...one, channels: change.channels }));
    case 'commands':
      return inNetwork(play, change.network, (one) => ({ ...one, commands: change.commands }));
    case 'form':
      return inNetwork(play, change.network, (one) => ({ ...one, form: change.form }));
    case 'run':
      return { ...play, runs: withRun(play.runs, change.run) };
  }
}

const inNetwork = (
  play: PlaySnapshot,
  id: NetworkId,
  change: (network: PlayNetwork) => PlayNetwork,
): PlaySnapshot => ({
  ...play,
  networks: play.networks.map((network) => (network.id === id ? change(network) : network)),
});

function withMessage(all: readonly PlayMessage[], message: PlayMessage): readonly PlayMessage[] {
  const same = (one: PlayMessage) => one.id === message.id && one.channel === message.channel;
  return all.some(same)
    ? all.map((one) => (same(one) ? message : one))
    : [...all, message].slice(-keptMessages);
}

const withRun = (runs: readonly PlayRun[], run: PlayRun): readonly PlayRun[] => [
  ...runs.filter((one) => one.scenario !== run.scenario),
  run,
];

/** Names a conversation with the bot that nobody has begun yet; saying something there begins it. */
export const unopenedDirect = 'direct';

/** The channels that a person can look into: what is open to him, and his own conversation with the bot. */
export function channelsFor(
  network: Pick<PlayNetwork, 'channels' | 'bot'>,
  person: string,
): readonly PlayChannel[] {
  const open = network.channels.filter((channel) =>
    channel.kind === 'direct'
      ? channel.person === person
      : (channel.visibleTo?.includes(person) ?? true),
  );
  if (open.some((channel) => channel.kind === 'direct')) return open;
  return [...open, { id: unopenedDirect, name: network.bot, kind: 'direct', person }];
}

/** What a person sees in a channel, oldest first. */
export const messagesFor = (
  network: PlayNetwork,
  person: string,
  channel: string,
): readonly PlayMessage[] =>
  network.messages.filter(
    (message) => message.channel === channel && (message.seenBy?.includes(person) ?? true),
  );
