import { z } from 'zod';
import { allComponents, componentType, isObject } from './component-body.ts';
import type { Modal, ModalField } from './interaction.ts';
import type { JsonObject } from './model.ts';

const textInput = z.object({
  type: z.literal(componentType.textInput),
  id: z.number().int().optional(),
  custom_id: z.string().min(1).max(100),
  style: z.number().int().min(1).max(2),
  label: z.string().min(1).max(45).nullish(),
  min_length: z.number().int().min(0).max(4000).nullish(),
  max_length: z.number().int().min(1).max(4000).nullish(),
  required: z.boolean().nullish(),
  value: z.string().max(4000).nullish(),
  placeholder: z.string().max(100).nullish(),
});
const selects = z.looseObject({
  type: z.number().int().min(3).max(8),
  custom_id: z.string().min(1).max(100),
  required: z.boolean().nullish(),
});
const row = z.object({
  type: z.literal(componentType.row),
  id: z.number().int().optional(),
  components: z.array(textInput).length(1),
});
const label = z.object({
  type: z.literal(componentType.label),
  id: z.number().int().optional(),
  label: z.string().min(1).max(45),
  description: z.string().max(100).nullish(),
  component: z.union([textInput, selects]),
});
const display = z.looseObject({ type: z.literal(componentType.textDisplay), content: z.string() });

/** The `data` of callback type 9. */
export const modalBody = z.object({
  custom_id: z.string().min(1).max(100),
  title: z.string().min(1).max(45),
  components: z
    .array(z.discriminatedUnion('type', [row, label, display]))
    .min(1)
    .max(5),
});

export function modalFrom(body: z.output<typeof modalBody>): Modal {
  return {
    customId: body.custom_id,
    title: body.title,
    components: body.components,
    fields: body.components.flatMap(fieldsOf),
  };
}

function fieldsOf(component: JsonObject): readonly ModalField[] {
  const outer = textIn(component, 'label');
  return allComponents([component])
    .filter((inner) => typeof inner['custom_id'] === 'string')
    .map((inner) => ({
      customId: textIn(inner, 'custom_id') ?? '',
      label: outer ?? textIn(inner, 'label') ?? '',
      required: inner['required'] !== false,
      long: inner['style'] === 2,
      value: textIn(inner, 'value'),
      maxLength: numberIn(inner, 'max_length') ?? 4000,
      minLength: numberIn(inner, 'min_length') ?? 0,
    }));
}

const textIn = (object: JsonObject, key: string): string | undefined => {
  const value = object[key];
  return typeof value === 'string' ? value : undefined;
};

const numberIn = (object: JsonObject, key: string): number | undefined => {
  const value = object[key];
  return typeof value === 'number' ? value : undefined;
};

/** What a client sends when the form is submitted: the same nesting, with values. */
export function submittedComponents(
  modal: Modal,
  valueOf: (customId: string) => string,
): readonly JsonObject[] {
  const filled = (component: JsonObject): JsonObject => {
    const { type, id = 0, components, component: single, custom_id: customId } = component;
    if (typeof customId === 'string')
      return {
        type,
        id,
        custom_id: customId,
        ...(type === componentType.textInput
          ? { value: valueOf(customId) }
          : { values: valueOf(customId) === '' ? [] : [valueOf(customId)] }),
      };
    return {
      type,
      id,
      ...(Array.isArray(components) && { components: components.filter(isObject).map(filled) }),
      ...(isObject(single) && { component: filled(single) }),
    };
  };
  return modal.components.map(filled);
}
