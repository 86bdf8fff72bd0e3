/** A run of text with one look. */
export interface Span {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly code: boolean;
}

const special = /[\\*`]/;

/** Makes text stand for itself inside a card, whatever it holds. */
export const escapeMarkup = (text: string): string =>
  special.test(text) ? text.replace(/[\\*`]/g, '\\$&') : text;

/** Splits markup into runs. Unclosed marks close at the end; nothing is ever refused. */
export function spansOf(markup: string): readonly Span[] {
  if (!special.test(markup)) return markup === '' ? [] : [plain(markup)];
  const spans: Span[] = [];
  let look = { bold: false, italic: false, code: false };
  let text = '';
  const flush = () => {
    if (text !== '') spans.push({ text, ...look });
    text = '';
  };
  for (const token of markup.match(/\\[\\*`]|\*\*|\*|`|[^\\*`]+|\\/g) ?? []) {
    const turned = turn(look, token);
    if (turned) {
      flush();
      look = turned;
    } else text += token.length === 2 && token.startsWith('\\') ? token.slice(1) : token;
  }
  flush();
  return spans;
}

type Look = Omit<Span, 'text'>;

/** The look after a mark, or undefined when the token is text. Inside code only a backtick is a mark. */
function turn(look: Look, token: string): Look | undefined {
  if (token === '`') return { ...look, code: !look.code };
  if (look.code) return undefined;
  if (token === '**') return { ...look, bold: !look.bold };
  if (token === '*') return { ...look, italic: !look.italic };
  return undefined;
}

const plain = (text: string): Span => ({ text, bold: false, italic: false, code: false });

/** The words alone. */
export const withoutMarkup = (markup: string): string =>
  special.test(markup)
    ? spansOf(markup)
        .map((span) => span.text)
        .join('')
    : markup;
