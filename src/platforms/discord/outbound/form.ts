import {
  ComponentType,
  TextInputStyle,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { Form, FormField } from '../../../core/card.ts';
import { withoutMarkup } from '../../../core/markup.ts';
import { CastellanError } from '../../../base/errors.ts';
import { blank, limits } from './limits.ts';
import { plainText } from './markdown.ts';

/** A form as a Discord modal. A form that could not come back whole is a mistake of its author's. */
export function modalFrom(form: Form): APIModalInteractionResponseCallbackData {
  const { fields } = form;
  const ids = [form.id, ...fields.map((field) => field.id)];
  if (ids.some((id) => id.length === 0 || id.length > limits.customId))
    throw new CastellanError('bad-input', 'Ids in a form have 1 to 100 characters');
  if (fields.length === 0 || fields.length > limits.modalFields)
    throw new CastellanError('bad-input', 'A form has 1 to 5 fields');
  return {
    custom_id: form.id,
    title: words(form.title, limits.modalTitle),
    components: fields.map((field) => ({
      type: ComponentType.ActionRow,
      components: [inputFrom(field)],
    })),
  };
}

function inputFrom({ id, label, long, required = false, value, maxLength }: FormField) {
  const max = Math.min(limits.modalValue, Math.max(1, maxLength ?? limits.modalValue));
  return {
    type: ComponentType.TextInput as const,
    custom_id: id,
    label: words(label, limits.modalLabel),
    style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required,
    max_length: max,
    ...(value !== undefined && { value: plainText(value, max) }),
  };
}

const words = (markup: string, maxLength: number): string =>
  plainText(withoutMarkup(markup), maxLength) || blank;
