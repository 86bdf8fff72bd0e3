import { IconAt, IconHash, IconLock } from '@tabler/icons-react';
import type { NetworkId, PlayChannel } from '../../../src/dashboard/wire.ts';
import './channel-list.css';

interface ChannelListProps {
  readonly network: NetworkId;
  readonly channels: readonly PlayChannel[];
  readonly picked: string | undefined;
  /** How many messages were not seen yet, by the channel's id. */
  readonly unread: Readonly<Record<string, number>>;
  readonly onPick: (id: string) => void;
}

/** What the person who speaks can look into. */
export const ChannelList = ({ network, channels, picked, unread, onPick }: ChannelListProps) => (
  <nav className="channel-list" aria-label={`Channels on ${network === 'irc' ? 'IRC' : 'Discord'}`}>
    <ul>
      {channels.map((channel) => (
        <li key={channel.id}>
          <button
            type="button"
            aria-current={channel.id === picked || undefined}
            onClick={() => onPick(channel.id)}
          >
            <ChannelIcon channel={channel} />
            <span>{nameWithoutMark(channel)}</span>
            <Unread count={unread[channel.id]} />
          </button>
        </li>
      ))}
    </ul>
  </nav>
);

function Unread({ count }: { count: number | undefined }) {
  if (count === undefined) return null;
  return (
    <span className="channel-unread">
      {count > 99 ? '99+' : count}
      <span className="hidden-word"> not read yet</span>
    </span>
  );
}

function ChannelIcon({ channel: { kind, visibleTo } }: { channel: PlayChannel }) {
  if (kind === 'direct') return <IconAt size={15} aria-label="Direct with" />;
  return visibleTo ? (
    <IconLock size={15} aria-label="Private channel" />
  ) : (
    <IconHash size={15} aria-hidden="true" />
  );
}

const nameWithoutMark = ({ name }: PlayChannel): string => name.replace(/^#/, '');

/** How a channel is called where no icon stands before it. */
export const channelTitle = (channel: PlayChannel): string =>
  channel.kind === 'direct' ? `Direct with ${channel.name}` : `#${nameWithoutMark(channel)}`;
