import { useEffect, useMemo, useState, type ComponentType } from 'react';
import type { NetworkId, PlayNetwork } from '../../../src/dashboard/wire.ts';
import { messagesFor, unopenedDirect } from '../data/play-state.ts';
import { useStore } from '../data/store.ts';
import { PersonChips } from '../parts/person-chips.tsx';
import { PlatformMark } from '../parts/platform-mark.tsx';
import { Problem } from '../parts/problem.tsx';
import { ChannelList, channelTitle } from './channel-list.tsx';
import { Composer } from './composer.tsx';
import { DiscordForm } from './discord-form.tsx';
import { DiscordMessage } from './discord-message.tsx';
import { MentionNames } from './discord-text.tsx';
import { IrcLine } from './irc-line.tsx';
import { MessageLog, type MessageProps } from './message-log.tsx';
import { choices, pickChannel, pickedIn, pickPerson } from './play-choices.ts';
import { refusal, type Speaker } from './play-actions.ts';
import { marksAfter, unreadCounts, type SeenMarks } from './unread.ts';
import './network-pane.css';

const drawn: Readonly<Record<NetworkId, ComponentType<MessageProps>>> = {
  discord: DiscordMessage,
  irc: IrcLine,
};

interface NetworkPaneProps {
  readonly network: PlayNetwork;
  readonly onWhy: (trace: string) => void;
}

/** One simulated network: its channels, what is said there, and a way to say something. */
export function NetworkPane({ network, onWhy }: NetworkPaneProps) {
  const picked = usePicked(network);
  const unread = useUnread(network, picked);
  const title = network.id === 'discord' ? 'Discord' : 'IRC';
  return (
    <section className="network-pane" data-network={network.id} aria-label={`${title}, simulated`}>
      <header>
        <PlatformMark platform={network.id} size={18} />
        <h2>{network.title}</h2>
        <span className="network-topic">
          {picked.channel && (picked.channel.topic ?? channelTitle(picked.channel))}
        </span>
        <span className="network-kind">{title}-like</span>
      </header>
      <div className="network-body">
        <ChannelList
          network={network.id}
          channels={picked.channels}
          picked={picked.channel?.id}
          unread={unread}
          onPick={(id) => pickChannel(network.id, id)}
        />
        <Talk {...{ network, onWhy, picked }} />
      </div>
    </section>
  );
}

/** The network has no such channel yet in which a command could be used. */
const noCommands: PlayNetwork['commands'] = [];

type Picked = ReturnType<typeof usePicked>;

function Talk({ network, onWhy, picked }: NetworkPaneProps & { picked: Picked }) {
  const { person, speaker, cast } = picked;
  const refused = useStore(refusal, (last) =>
    last?.network === network.id ? last.words : undefined,
  );
  if (!speaker || !person) return <p className="network-nobody">Nobody is on this network yet.</p>;
  return (
    <MentionNames value={cast}>
      <div className="network-talk">
        <MessageLog
          messages={messagesFor(network, person.id, speaker.channel.id)}
          Message={drawn[network.id]}
          label={`Messages in ${channelTitle(speaker.channel)}`}
          network={cast}
          speaker={speaker}
          viewer={person.name}
          onWhy={onWhy}
        />
        {refused !== undefined && <Problem words={refused} />}
        <DiscordForm form={network.form} person={person.id} />
        <PersonChips
          label="Speak as"
          name={`person-${network.id}`}
          people={network.people}
          picked={person.id}
          onPick={(id) => pickPerson(network.id, id)}
        />
        <Composer
          key={network.id}
          speaker={speaker}
          commands={speaker.channel.id === unopenedDirect ? noCommands : network.commands}
          people={network.people}
        />
      </div>
    </MentionNames>
  );
}

/** What came into channels that are not looked at. */
function useUnread({ messages }: PlayNetwork, { person, channel, channels }: Picked) {
  const [marks, setMarks] = useState<SeenMarks>({});
  const open = channel?.id ?? '';
  useEffect(() => {
    const ids = channels.map((one) => one.id);
    setMarks((before) => marksAfter(before, messages, { open, channels: ids }));
  }, [messages, open, channels]);
  return useMemo(
    () => unreadCounts({ ...marks, [open]: undefined }, messages, person?.id ?? ''),
    [marks, messages, open, person],
  );
}

/** Who speaks where; the same objects while only messages come in. */
function usePicked(network: PlayNetwork) {
  const chosen = useStore(choices, (state) => state);
  const { id, title, bot, botId, people, channels } = network;
  const cast = useMemo(
    () => ({ id, title, bot, people, channels, ...(botId !== undefined && { botId }) }),
    [id, title, bot, botId, people, channels],
  );
  return useMemo(() => {
    const { person, channel, channels: open } = pickedIn(cast, chosen);
    const speaker: Speaker | undefined = person &&
      channel && { network: cast.id, person: person.id, channel };
    return { cast, person, channel, channels: open, speaker };
  }, [cast, chosen]);
}
