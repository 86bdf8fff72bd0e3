import { IconBolt, IconEye } from '@tabler/icons-react';
import { memo } from 'react';
import type { PlayMessage } from '../../../src/dashboard/wire.ts';
import { Avatar } from '../parts/avatar.tsx';
import { dayAndTime, timeOfDay } from '../text/words.ts';
import { DiscordControls, DiscordEmbed } from './discord-card.tsx';
import { DiscordText } from './discord-text.tsx';
import type { MessageProps } from './message-log.tsx';
import { choose, press } from './play-actions.ts';
import { WhyLink } from './why-link.tsx';
import './discord-message.css';

/** A message as the Discord-like column draws it. */
export const DiscordMessage = memo(function DiscordMessage(props: MessageProps) {
  const { message, grouped } = props;
  if (message.kind === 'event') return <EventLine {...props} />;
  return (
    <article
      className="dm"
      data-grouped={grouped || undefined}
      data-ephemeral={message.ephemeral || undefined}
      aria-label={`${message.author.name} at ${timeOfDay(message.atMs)}`}
    >
      {message.answers && <Answers {...props} answers={message.answers} />}
      <div className="dm-body">
        {grouped ? <span className="dm-gutter" /> : <AuthorAvatar message={message} />}
        <div className="dm-content">
          {!grouped && <Author message={message} />}
          <Content {...props} />
          <Footnote {...props} />
        </div>
        <WhyLink message={message} onWhy={props.onWhy} />
      </div>
    </article>
  );
});

const EventLine = ({ message, onWhy }: MessageProps) => (
  <p className="dm-event">
    → {message.text} <time>{timeOfDay(message.atMs)}</time>{' '}
    <WhyLink message={message} onWhy={onWhy} />
  </p>
);

const AuthorAvatar = ({ message: { author } }: { message: PlayMessage }) => (
  <Avatar
    name={author.name}
    bot={author.bot}
    {...(author.colour !== undefined && { colour: author.colour })}
  />
);

function Author({ message }: { message: PlayMessage }) {
  const { author, atMs } = message;
  return (
    <header className="dm-author">
      <strong style={{ '--who': author.colour ?? 'var(--ink)' }}>{author.name}</strong>
      {author.bot && <span className="dm-app">app</span>}
      <time title={dayAndTime(atMs)}>{timeOfDay(atMs)}</time>
    </header>
  );
}

function Answers({
  answers,
  network,
}: MessageProps & { answers: NonNullable<PlayMessage['answers']> }) {
  const person = network.people.find((one) => one.id === answers.person);
  return (
    <p className="dm-answers">
      <IconBolt size={13} aria-hidden="true" />
      {person?.name ?? answers.person} used <span className="dm-mention">/{answers.command}</span>
    </p>
  );
}

function Content({ message, speaker }: MessageProps) {
  if (message.pending) return <p className="dm-pending">{message.author.name} is thinking…</p>;
  return (
    <>
      {message.text !== '' && <DiscordText text={message.text} />}
      {message.embeds.map((embed, at) => (
        <DiscordEmbed key={at} embed={embed} />
      ))}
      {message.controls.length > 0 && (
        <DiscordControls
          rows={message.controls}
          onPress={(control) => void press(speaker, message.id, control)}
          onChoose={(control, values) =>
            void choose(speaker, { message: message.id, control }, values)
          }
        />
      )}
    </>
  );
}

function Footnote({ message, viewer }: MessageProps) {
  if (!message.ephemeral && !message.edited) return null;
  return (
    <p className="dm-foot">
      {message.ephemeral && (
        <span className="dm-ephemeral">
          <IconEye size={13} aria-hidden="true" /> Only {viewer} sees this
        </span>
      )}
      {message.edited && <span>(edited)</span>}
    </p>
  );
}
