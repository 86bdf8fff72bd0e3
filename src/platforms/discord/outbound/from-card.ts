import {
  AllowedMentionsTypes,
  type APIAllowedMentions,
  type APIEmbed,
} from 'discord-api-types/v10';
import type { Card } from '../../../core/card.ts';
import type { Calls } from '../../../core/platform.ts';
import { controlsFrom, type ControlRow } from './controls.ts';
import { embedFrom, isPlain } from './embed.ts';
import { blank, limits } from './limits.ts';
import { markdown } from './markdown.ts';

/**
 * A card as the body of a message. Every part is there, empty or not, so that the same body says a
 * card and replaces another one.
 */
export interface MessageBody {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly ControlRow[];
  readonly allowed_mentions: APIAllowedMentions;
}

/** Nobody is ever pinged but those who are answered or called, and only where the card addresses them. */
const mentions = (
  caller: string | undefined,
  { people = [], everyone = false }: Calls,
): APIAllowedMentions => ({
  parse: everyone ? [AllowedMentionsTypes.Everyone] : [],
  ...((caller !== undefined || people.length > 0) && {
    users: [...(caller === undefined ? [] : [caller]), ...people],
  }),
  replied_user: false,
});

/** Renders a card within Discord's limits. `caller` is the native id of whom it answers. */
export function bodyFrom(card: Card, caller?: string, calls: Calls = {}): MessageBody {
  const { rows, dropped } = controlsFrom(card.actions ?? []);
  const mark = dropped > 0 ? `\n… +${dropped}` : '';
  const plain = isPlain(card);
  return {
    content: plain ? contentFrom(card.say ?? '', mark) : mark.trim(),
    embeds: plain ? [] : [embedFrom(card)],
    components: rows,
    allowed_mentions: mentions(caller, calls),
  };
}

function contentFrom(say: string, mark: string): string {
  const text = `${markdown(say, limits.content - mark.length)}${mark}`;
  return text.trim() === '' ? blank : text;
}
