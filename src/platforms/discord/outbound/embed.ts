import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { Card, CardField, Tone } from '../../../core/card.ts';
import { withoutMarkup } from '../../../core/markup.ts';
import { blank, limits } from './limits.ts';
import { markdown, plainText } from './markdown.ts';

const colours: Readonly<Record<Exclude<Tone, 'plain'>, number>> = {
  success: 0x00ff00,
  error: 0xff0000,
  warning: 0xffff00,
  info: 0x5865f2,
  menu: 0x2b2d31,
};

/** Whether a card is one sentence, shown without a frame. */
export const isPlain = ({ title, lines, fields, footer }: Card): boolean =>
  title === undefined && footer === undefined && !lines?.length && !fields?.length;

/** Spends the length that an embed may have in all; what comes first is served first. */
class Allowance {
  #left: number = limits.embedTotal;

  take(render: (maxLength: number) => string, maxLength: number): string {
    const text = render(Math.min(maxLength, this.#left));
    this.#left -= text.length;
    return text;
  }

  get left(): number {
    return this.#left;
  }
}

/** The frame around a card that is more than one sentence. */
export function embedFrom(card: Card): APIEmbed {
  const allowance = new Allowance();
  const title = allowance.take((max) => markdown(card.title ?? '', max), limits.embedTitle);
  // The footer is short and often says how to go on: its room is kept before the rest takes its own.
  const footer = footerFrom(card, allowance);
  const body = [card.say ?? [], card.lines ?? []].flat().join('\n');
  const description = allowance.take((max) => markdown(body, max), limits.embedDescription);
  const fields = fieldsFrom(card.fields ?? [], allowance);
  const nothing = `${title}${footer}${description}` === '' && fields.length === 0;
  return {
    ...(title && { title }),
    ...(nothing ? { description: blank } : description && { description }),
    ...(footer && { footer: { text: footer } }),
    ...(fields.length > 0 && { fields }),
    ...colourOf(card),
  };
}

const colourOf = ({ tone = 'plain' }: Card): { color?: number } =>
  tone === 'plain' ? {} : { color: colours[tone] };

const footerFrom = (card: Card, allowance: Allowance): string =>
  allowance.take(
    (max) => plainText(withoutMarkup(card.footer ?? ''), Math.min(max, footerKept(card))),
    limits.embedFooter,
  );

/** Beside a long text a long footer gives way. */
const footerKept = ({ fields, lines }: Card): number =>
  fields?.length || lines?.length ? 512 : limits.embedFooter;

/** The least that a field with its mark takes. */
const smallestField = 40;

function fieldsFrom(fields: readonly CardField[], allowance: Allowance): APIEmbedField[] {
  const shown: APIEmbedField[] = [];
  const most = fields.length > limits.embedFields ? limits.embedFields - 1 : fields.length;
  for (const field of fields.slice(0, most)) {
    if (allowance.left < smallestField * 2) break;
    shown.push(fieldFrom(field, allowance));
  }
  const dropped = fields.length - shown.length;
  if (dropped > 0) shown.push({ name: '…', value: `+${dropped}` });
  return shown;
}

function fieldFrom({ name, value, inline }: CardField, allowance: Allowance): APIEmbedField {
  const keptForMark = smallestField;
  const room = (max: number) => Math.max(1, Math.min(max, allowance.left - keptForMark));
  return {
    name: allowance.take(() => markdown(name, room(limits.fieldName)) || blank, limits.fieldName),
    value: allowance.take(
      () => markdown(value, room(limits.fieldValue)) || blank,
      limits.fieldValue,
    ),
    ...(inline && { inline }),
  };
}
