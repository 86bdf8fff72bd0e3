import { memo } from 'react';
import type { PlayMessage } from '../../../src/dashboard/wire.ts';
import { ircRuns, type IrcRun } from '../text/irc-format.ts';
import { dayAndTime, timeOfDay } from '../text/words.ts';
import type { MessageProps } from './message-log.tsx';
import { WhyLink } from './why-link.tsx';
import './irc-line.css';

/** A line as an IRC client draws it. */
export const IrcLine = memo(function IrcLine({ message, network, viewer, onWhy }: MessageProps) {
  return (
    <p className="irc-line" data-kind={message.kind}>
      <time title={dayAndTime(message.atMs)}>{timeOfDay(message.atMs)}</time>
      <span className="irc-nick" style={{ '--hue': hueOf(message.author.name) }}>
        {nickOf(message)}
      </span>
      <span className="irc-text">
        {message.kind === 'action' && <Nick message={message} />}
        <IrcText text={message.text} />
        {message.kind === 'notice' && message.seenBy && (
          <span className="irc-private"> (only {viewer} sees this)</span>
        )}{' '}
        <WhyLink message={message} onWhy={onWhy} />
      </span>
      <span className="hidden-word"> on {network.title}</span>
    </p>
  );
});

const Nick = ({ message: { author } }: { message: PlayMessage }) => (
  <b style={{ '--hue': hueOf(author.name) }}>{author.name} </b>
);

function nickOf({ kind, author }: PlayMessage): string {
  switch (kind) {
    case 'said':
      return `<${author.name}>`;
    case 'notice':
      return `-${author.name}-`;
    case 'action':
      return '*';
    case 'event':
      return '--';
  }
}

/** The same hue for the same nick, as IRC clients do. */
function hueOf(nick: string): number {
  let sum = 7;
  for (const letter of nick) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return sum;
}

/** Text with its control codes drawn. */
export const IrcText = ({ text }: { text: string }) => (
  <>
    {ircRuns(text).map((run, at) => (
      <Run key={at} run={run} />
    ))}
  </>
);

function Run({ run }: { run: IrcRun }) {
  const { text, foreground, background, ...look } = run;
  const marks = Object.entries(look)
    .filter(([, on]) => on)
    .map(([name]) => name)
    .join(' ');
  if (marks === '' && foreground === undefined && background === undefined) return text;
  const [front, back] = look.reverse ? [background, foreground] : [foreground, background];
  return (
    <span
      className="irc-run"
      data-marks={marks}
      data-coloured={front !== undefined || undefined}
      data-ground={back !== undefined || undefined}
      style={{ '--front': front, '--back': back }}
    >
      {text}
    </span>
  );
}
