import { IconArrowDown, IconMessageCircle } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState, type ComponentType } from 'react';
import type { PlayMessage, PlayNetwork } from '../../../src/dashboard/wire.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import type { Speaker } from './play-actions.ts';
import './message-log.css';

/** What of a network a message needs; it stays the same while people talk. */
export type PlayCast = Pick<PlayNetwork, 'id' | 'title' | 'bot' | 'botId' | 'people' | 'channels'>;

export interface MessageProps {
  readonly message: PlayMessage;
  /** Follows one by the same author, so that the author need not be said again. */
  readonly grouped: boolean;
  readonly network: PlayCast;
  readonly speaker: Speaker;
  /** The name of the person through whose eyes we look. */
  readonly viewer: string;
  readonly onWhy: (trace: string) => void;
}

interface MessageLogProps extends Omit<MessageProps, 'message' | 'grouped'> {
  readonly messages: readonly PlayMessage[];
  readonly Message: ComponentType<MessageProps>;
  readonly label: string;
}

const shownMessages = 200;
const groupWithinMs = 300_000;

/** The messages of a channel; stays at the newest unless somebody scrolled up. */
export function MessageLog({ messages, Message, label, ...rest }: MessageLogProps) {
  const shown = messages.slice(-shownMessages);
  const { box, atEnd, onScroll, toEnd } = useStickyEnd(messages, rest.speaker.channel.id);
  return (
    <div className="message-log-frame">
      <div
        ref={box}
        className="message-log"
        role="log"
        aria-label={label}
        tabIndex={0}
        onScroll={onScroll}
      >
        {shown.length === 0 && <NothingSaid />}
        {shown.map((message, at) => (
          <Message
            key={message.id}
            message={message}
            grouped={followsOn(message, shown[at - 1])}
            {...rest}
          />
        ))}
      </div>
      {!atEnd && (
        <button type="button" className="message-log-end" onClick={toEnd}>
          <IconArrowDown size={15} aria-hidden="true" /> Newest
        </button>
      )}
    </div>
  );
}

function useStickyEnd(messages: readonly PlayMessage[], channel: string) {
  const box = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useLayoutEffect(() => {
    if (atEnd) toEnd();
  }, [messages, atEnd]);
  useLayoutEffect(toEnd, [channel]);
  const onScroll = () => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {};
    setAtEnd(scrollHeight - scrollTop - clientHeight < 40);
  };
  return { box, atEnd, onScroll, toEnd };
}

function followsOn(message: PlayMessage, before: PlayMessage | undefined): boolean {
  return (
    before !== undefined &&
    before.kind === 'said' &&
    message.kind === 'said' &&
    !message.answers &&
    before.author.name === message.author.name &&
    before.author.bot === message.author.bot &&
    before.ephemeral === message.ephemeral &&
    message.atMs - before.atMs < groupWithinMs
  );
}

const NothingSaid = () => (
  <EmptyState icon={<IconMessageCircle />} title="Nothing was said here yet">
    <p>Pick who speaks below, write something and press Enter.</p>
  </EmptyState>
);
