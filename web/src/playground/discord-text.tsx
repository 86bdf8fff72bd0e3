import { createContext, use, useState } from 'react';
import type { PlayNetwork } from '../../../src/dashboard/wire.ts';
import { discordBlocks, type Block, type Piece } from '../text/discord-markup.ts';
import { dayAndTime, timeOfDay } from '../text/words.ts';

/** Where mentions find their names. */
export const MentionNames = createContext<
  Pick<PlayNetwork, 'bot' | 'botId' | 'people' | 'channels'> | undefined
>(undefined);

/** Discord's markdown as React elements; no HTML is ever made of what people wrote. */
export function DiscordText({ text }: { text: string }) {
  return (
    <>
      {discordBlocks(text).map((block, at) => (
        <BlockView key={at} block={block} />
      ))}
    </>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'line':
      return <p className="dm-line">{pieces(block.inside) ?? '\u00a0'}</p>;
    case 'heading':
      return (
        <p className="dm-heading" data-level={block.level}>
          {pieces(block.inside)}
        </p>
      );
    case 'small':
      return <p className="dm-small">{pieces(block.inside)}</p>;
    case 'item':
      return (
        <p className="dm-item">
          <span>{block.mark}</span>
          <span>{pieces(block.inside)}</span>
        </p>
      );
    case 'quote':
      return (
        <blockquote className="dm-quote">
          {block.lines.map((line, at) => (
            <p key={at}>{pieces(line)}</p>
          ))}
        </blockquote>
      );
    case 'code-block':
      return <pre className="dm-code-block">{block.text}</pre>;
  }
}

const pieces = (inside: readonly Piece[]): React.ReactNode =>
  inside.length === 0 ? undefined : inside.map((piece, at) => <PieceView key={at} piece={piece} />);

const tags = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const;

function PieceView({ piece }: { piece: Piece }): React.ReactNode {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'code':
      return <code className="dm-code">{piece.text}</code>;
    case 'link':
      return (
        <a href={piece.url} target="_blank" rel="noreferrer noopener">
          {pieces(piece.inside)}
        </a>
      );
    case 'mention':
      return <Mention of={piece.of} id={piece.id} />;
    case 'command':
      return <span className="dm-mention">/{piece.name}</span>;
    case 'emoji':
      return <span title="custom emoji">:{piece.name}:</span>;
    case 'time':
      return (
        <time className="dm-code" title={dayAndTime(piece.atMs)}>
          {piece.style === 't' || piece.style === 'T'
            ? timeOfDay(piece.atMs)
            : dayAndTime(piece.atMs)}
        </time>
      );
    case 'spoiler':
      return <Spoiler>{pieces(piece.inside)}</Spoiler>;
    default: {
      const Tag = tags[piece.kind];
      return <Tag>{pieces(piece.inside)}</Tag>;
    }
  }
}

function Mention({ of, id }: { of: 'person' | 'channel' | 'role'; id: string }) {
  const network = use(MentionNames);
  const name =
    of === 'channel'
      ? network?.channels.find((one) => one.id === id)?.name
      : network?.botId === id
        ? network.bot
        : network?.people.find((one) => one.id === id || one.mentionId === id)?.name;
  const mark = of === 'channel' ? '#' : '@';
  return <span className="dm-mention">{`${mark}${name ?? (of === 'role' ? 'role' : id)}`}</span>;
}

function Spoiler({ children }: { children: React.ReactNode }) {
  const [shown, setShown] = useState(false);
  if (shown) return <span className="dm-spoiler-shown">{children}</span>;
  return (
    <button
      type="button"
      className="dm-spoiler"
      aria-label="Show the spoiler"
      onClick={() => setShown(true)}
    >
      <span aria-hidden="true">{children}</span>
    </button>
  );
}
