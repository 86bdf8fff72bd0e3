import type { Action, Card } from '../../core/card.ts';
import { spansOf, withoutMarkup } from '../../core/markup.ts';
import { bold, italic, monospace } from './formatting.ts';
import { splitText } from './split-text.ts';

export const linesPerPage = 5;

/** Markup as IRC formatting codes, or as words alone. */
export function markupToIrc(markup: string, formatting: boolean): string {
  if (!formatting) return withoutMarkup(markup);
  const spans = spansOf(markup);
  const [only] = spans;
  if (spans.length === 1 && only && !only.bold && !only.italic && !only.code) return only.text;
  return spans
    .map((span) => {
      const codes =
        (span.bold ? bold : '') + (span.italic ? italic : '') + (span.code ? monospace : '');
      return codes + span.text + codes;
    })
    .join('');
}

/** The lines of a card, still as long as they are. Controls have no place here, except links. */
export function cardLines(card: Card, formatting: boolean): readonly string[] {
  const lines: string[] = [];
  const add = (markup: string | undefined): void => {
    if (markup !== undefined)
      for (const line of markup.split('\n'))
        if (line.trim() !== '') lines.push(markupToIrc(line, formatting));
  };
  if (card.title !== undefined) add(`**${card.title.replaceAll('**', '')}**`);
  add(card.say);
  for (const line of card.lines ?? []) add(line);
  for (const { name, value } of card.fields ?? []) add(`${name}: ${value}`);
  for (const link of linksOf(card)) lines.push(link);
  add(card.footer);
  return lines;
}

const linksOf = ({ actions = [] }: Card): readonly string[] =>
  actions
    .flat()
    .flatMap((action: Action) =>
      action.kind === 'link' ? [`${action.label}: ${action.url}`] : [],
    );

export interface PageOptions {
  readonly formatting: boolean;
  /** UTF-8 bytes of text in one line. */
  readonly maxBytes: number;
  /** Put before the first line: whom it is for. */
  readonly addressee?: string | undefined;
  readonly perPage?: number;
}

/** A card as pages of lines that fit the wire. A card with nothing in it has no pages. */
export function pages(card: Card, options: PageOptions): readonly (readonly string[])[] {
  const { formatting, maxBytes, addressee, perPage = linesPerPage } = options;
  const alone = sentence(card, options);
  if (alone !== undefined) return [alone];
  const all = cardLines(card, formatting);
  const addressed =
    addressee === undefined || all.length === 0
      ? all
      : [`${addressee}: ${all[0] ?? ''}`, ...all.slice(1)];
  const lines = addressed.flatMap((line) => splitText(line, maxBytes));
  if (lines.length <= perPage) return lines.length === 0 ? [] : [lines];
  const cut: string[][] = [];
  for (let from = 0; from < lines.length; from += perPage)
    cut.push(lines.slice(from, from + perPage));
  return cut;
}

/** The line of a card that is one short sentence, as most are: found without the lists that longer ones need. */
function sentence(
  { say, title, lines, fields, footer, actions }: Card,
  { formatting, maxBytes, addressee }: PageOptions,
): readonly string[] | undefined {
  if (say === undefined || say.includes('\n') || say.trim() === '') return undefined;
  if (title !== undefined || (lines ?? fields ?? footer ?? actions) !== undefined) return undefined;
  const text = markupToIrc(say, formatting);
  const pieces = splitText(addressee === undefined ? text : `${addressee}: ${text}`, maxBytes);
  return pieces.length === 1 ? pieces : undefined;
}
