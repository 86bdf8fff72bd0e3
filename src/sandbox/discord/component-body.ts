import { z } from 'zod';
import type { JsonObject } from './model.ts';

/** Discord's numbers for the kinds of component. */
export const componentType = {
  row: 1,
  button: 2,
  select: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
} as const;

const linkStyle = 5;
const emoji = z.object({
  id: z.string().nullish(),
  name: z.string().nullish(),
  animated: z.boolean().nullish(),
});
const customId = z.string().min(1).max(100);
const id = z.number().int().optional();

const button = z
  .object({
    type: z.literal(componentType.button),
    id,
    style: z.number().int().min(1).max(6),
    label: z.string().max(80).nullish(),
    emoji: emoji.nullish(),
    custom_id: customId.optional(),
    url: z.string().max(512).optional(),
    disabled: z.boolean().nullish(),
  })
  .superRefine((read, context) => {
    const isLink = read.style === linkStyle;
    if (isLink ? read.url === undefined : read.custom_id === undefined)
      context.addIssue({
        code: 'custom',
        path: [isLink ? 'url' : 'custom_id'],
        message: `A ${isLink ? 'url' : 'custom id'} is required`,
        params: { code: 'BUTTON_COMPONENT_REQUIRED' },
      });
    if (isLink && read.custom_id !== undefined)
      context.addIssue({
        code: 'custom',
        message: 'A custom id and url cannot both be specified',
        params: { code: 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE' },
      });
    if ((read.label ?? '') === '' && !read.emoji)
      context.addIssue({
        code: 'custom',
        path: ['label'],
        message: 'A label or emoji is required',
        params: { code: 'BUTTON_COMPONENT_INVALID_LABEL_EMOJI' },
      });
  });

const option = z.object({
  label: z.string().min(1).max(100),
  value: z.string().min(1).max(100),
  description: z.string().max(100).nullish(),
  emoji: emoji.nullish(),
  default: z.boolean().nullish(),
});

const anySelect = {
  id,
  custom_id: customId,
  placeholder: z.string().max(150).nullish(),
  min_values: z.number().int().min(0).max(25).nullish(),
  max_values: z.number().int().min(1).max(25).nullish(),
  disabled: z.boolean().nullish(),
};

const select = z
  .object({
    type: z.literal(componentType.select),
    ...anySelect,
    options: z.array(option).min(1).max(25),
  })
  .superRefine((read, context) => {
    const seen = new Set<string>();
    read.options.forEach(({ value }, index) => {
      if (seen.has(value))
        context.addIssue({
          code: 'custom',
          path: ['options', index, 'value'],
          message: 'The specified option value is already used',
          params: { code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED' },
        });
      seen.add(value);
    });
  });

const entitySelect = z.looseObject({
  type: z.union([
    z.literal(componentType.userSelect),
    z.literal(componentType.roleSelect),
    z.literal(componentType.mentionableSelect),
    z.literal(componentType.channelSelect),
  ]),
  ...anySelect,
});

const row = z.object({
  type: z.literal(componentType.row),
  id,
  components: z
    .array(z.discriminatedUnion('type', [button, select, entitySelect]))
    .min(1)
    .max(5),
});

const block = z.looseObject({
  type: z.union([
    z.literal(componentType.section),
    z.literal(componentType.textDisplay),
    z.literal(componentType.gallery),
    z.literal(componentType.file),
    z.literal(componentType.separator),
    z.literal(componentType.container),
  ]),
  id,
});

/** The components of a message. Custom ids must differ; every component gets its number. */
export const componentList = z
  .array(z.discriminatedUnion('type', [row, block]))
  .superRefine((components, context) => {
    if (components.length > (components.every(({ type }) => type === componentType.row) ? 5 : 40))
      context.addIssue({
        code: 'custom',
        message: 'Must be 5 or fewer in length.',
        params: { code: 'BASE_TYPE_MAX_LENGTH' },
      });
    const seen = new Set<string>();
    for (const { customId: used, path } of customIdsIn(components, [])) {
      if (seen.has(used))
        context.addIssue({
          code: 'custom',
          path: [...path, 'custom_id'],
          message: 'Component custom id cannot be duplicated',
          params: { code: 'COMPONENT_CUSTOM_ID_DUPLICATED' },
        });
      seen.add(used);
    }
  })
  .transform(numbered);

interface Found {
  readonly customId: string;
  readonly path: (string | number)[];
}

function customIdsIn(components: readonly JsonObject[], path: (string | number)[]): Found[] {
  return components.flatMap((component, index) => {
    const here = [...path, index];
    const own = component['custom_id'];
    const found = typeof own === 'string' ? [{ customId: own, path: here }] : [];
    return [...found, ...customIdsIn(childrenOf(component), [...here, 'components'])];
  });
}

/** The components inside a component, whatever it calls them. */
export function childrenOf(component: JsonObject): readonly JsonObject[] {
  const { components, accessory, component: single } = component;
  return [...listIn(components), accessory, single].filter(isObject);
}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Gives each component without a number the next one, outer before inner, as Discord does. */
function numbered(components: readonly JsonObject[]): readonly JsonObject[] {
  let last = 0;
  const visit = (component: JsonObject): JsonObject => {
    last += 1;
    const { components: inner } = component;
    return {
      id: last,
      ...component,
      ...(Array.isArray(inner) && { components: inner.filter(isObject).map(visit) }),
    };
  };
  return components.map(visit);
}

export const isEmptyComponents = (components: readonly JsonObject[] | null | undefined): boolean =>
  !components || components.length === 0;

/** Every component, outer before inner. */
export const allComponents = (components: readonly JsonObject[]): readonly JsonObject[] =>
  components.flatMap((component) => [component, ...allComponents(childrenOf(component))]);
