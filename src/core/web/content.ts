/**
 * What a page or card of a module looks like, as data: the dashboard draws it, and no code of a module ever runs in a browser.
 * It is checked before it goes there, whoever made it.
 */
import { z } from 'zod';

const name = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/);
const short = z.string().max(200);
const long = z.string().max(4000);
const number = z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
const value = z.union([long, number]);
const tone = z.enum(['plain', 'good', 'warning', 'bad']);
const formValue = z.union([long, number, z.boolean()]);

const button = z.strictObject({
  act: name,
  label: short,
  /** Comes to the act as it is. */
  values: z.record(name, formValue).optional(),
  danger: z.boolean().optional(),
  /** A question that has to be answered with yes first. */
  sure: short.optional(),
});

const fact = z.strictObject({ name: short, value, note: short.optional(), tone: tone.optional() });

const field = z.strictObject({
  name,
  label: short,
  kind: z.enum(['text', 'long', 'number', 'switch', 'choice']),
  value: formValue.optional(),
  options: z
    .array(z.strictObject({ value: short, label: short }))
    .max(100)
    .optional(),
  required: z.boolean().optional(),
  min: number.optional(),
  max: number.optional(),
  maxLength: z.number().int().min(1).max(4000).optional(),
  help: short.optional(),
});

const title = short.optional();

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), title, text: long }),
  z.strictObject({ kind: z.literal('facts'), title, facts: z.array(fact).max(60) }),
  z.strictObject({
    kind: z.literal('table'),
    title,
    columns: z
      .array(z.strictObject({ name, label: short, numbers: z.boolean().optional() }))
      .min(1)
      .max(12),
    rows: z
      .array(
        z.strictObject({
          cells: z.record(name, value),
          buttons: z.array(button).max(4).optional(),
        }),
      )
      .max(500),
    /** Said where there are no rows. */
    empty: short.optional(),
  }),
  z.strictObject({
    kind: z.literal('form'),
    title,
    act: name,
    /** What stands on its button. */
    send: short,
    fields: z.array(field).min(1).max(20),
  }),
  z.strictObject({ kind: z.literal('buttons'), title, buttons: z.array(button).min(1).max(12) }),
]);

export const pageShape = z.strictObject({
  /** One or two sentences below the title. */
  about: long.optional(),
  blocks: z.array(block).max(30),
});

export const cardShape = z.strictObject({
  value: value.optional(),
  note: short.optional(),
  rows: z
    .array(z.strictObject({ name: short, value }))
    .max(8)
    .optional(),
  tone: tone.optional(),
  /** A page of the same module, by name. */
  page: name.optional(),
});

/** What a page shows. */
export type PageContent = z.output<typeof pageShape>;
/** A part of a page: a text, facts, a table, a form or buttons. */
export type PageBlock = PageContent['blocks'][number];
/** What a card on the overview shows. */
export type CardContent = z.output<typeof cardShape>;
/** What a person gave in a form, or a button carries. */
export type FormValue = z.output<typeof formValue>;

/** What is wrong with a value, in one line: places and what was expected, never the value, which may be a secret. */
export const issuesOf = (error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map(({ path, message }) => [path.map(String).join('.'), message].filter(Boolean).join(': '))
    .join('; ');
