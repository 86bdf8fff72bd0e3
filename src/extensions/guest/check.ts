/** What comes from a guest, checked: it may send anything. */
import { z } from 'zod';
import { CastellanError } from '../../base/errors.ts';
import { ranks } from '../../core/permissions/ranks.ts';

const line = z.string().max(4000);
const short = z.string().max(300);
const number = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const wireShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ask'), id: number, what: z.string().max(40), data: z.unknown() }),
  z.object({ kind: z.literal('answer'), id: number, data: z.unknown() }),
  z.object({
    ...{ kind: z.literal('failure'), id: number, message: z.string() },
    stack: z.string().optional(),
  }),
  z.object({ kind: z.literal('tell'), what: z.string().max(40), data: z.unknown() }),
  z.object({ kind: z.literal('abort'), id: number }),
]);

const names = z.array(short).max(100);
const facts = z.record(short, z.union([line, z.number()]));
export const refusalShape = z.object({
  key: short,
  facts,
  retryAfterMs: z.number().min(0).optional(),
});

const argument = z.object({
  kind: z.enum([
    ...(['text', 'integer', 'number', 'boolean', 'actor', 'channel', 'role'] as const),
    ...(['rest', 'duration', 'choice'] as const),
  ]),
  ...{ optional: z.boolean(), example: short, choices: names.optional() },
  asked: z.object({ long: z.boolean(), needed: z.boolean() }).optional(),
  ...{ min: z.number().optional(), max: z.number().optional() },
  suggests: z.boolean().optional(),
});

const setting = z.object({
  kind: z.enum([
    ...(['integer', 'text', 'boolean', 'choice', 'duration'] as const),
    ...(['list', 'channel', 'role', 'secret'] as const),
  ]),
  default: z.union([line, z.number(), z.boolean(), z.array(short).max(100)]),
  ...{ text: short, restart: z.boolean().optional(), options: names.optional() },
  ...{ min: z.number().optional(), max: z.number().optional() },
  ...{ maxLength: number.optional(), maxItems: number.optional(), ownRule: z.boolean().optional() },
});

const columnName = z.string().regex(/^[a-z][a-zA-Z0-9]{0,23}$/);
const step = z.string().regex(/^[\w-]{1,60}$/);
const table = z.object({
  name: columnName,
  columns: z.record(
    columnName,
    z.object({
      kind: z.enum(['text', 'integer', 'boolean', 'json']),
      optional: z.boolean(),
      since: step.optional(),
      default: z.union([line, z.number(), z.boolean()]).optional(),
      person: z.enum(['remove', 'pseudonym']).optional(),
    }),
  ),
  key: z.array(columnName).min(1),
  indexes: z.array(z.array(columnName).min(1)).max(20).optional(),
});

const when = z.union([
  z.object({ everyMs: z.number().min(1000) }),
  z.object({ cron: short, zone: short }),
]);

const partName = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);
const shownPart = {
  ...{ name: partName, title: short, needs: names },
  refreshSeconds: z.number().min(1).max(86_400),
};
const webDescription = {
  routes: z
    .array(
      z.object({
        method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
        path: z.string().regex(/^\/[\w.:/-]{0,300}$/),
        access: z.union([z.enum(['public', 'signed-in']), z.object({ capability: short })]),
        needs: names,
      }),
    )
    .max(50)
    .default([]),
  pages: z
    .array(
      z.object({
        ...{ ...shownPart, capability: short.optional() },
        acts: z.record(short, z.object({ needs: names })),
      }),
    )
    .max(10)
    .default([]),
  cards: z.array(z.object(shownPart)).max(10).default([]),
};

const menu = z.object({
  on: z.enum(['person', 'message']),
  fills: z.record(short, z.enum(['person', 'text', 'message'])),
  asks: z.array(short).max(5).optional(),
});

/** What a guest says that its module is. */
export const descriptionShape = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  version: short,
  description: line.optional(),
  needs: names,
  hands: z.boolean(),
  /** What it declares and we do not know to do for a guest, in words. */
  strange: z.array(line).max(200),
  commands: z
    .array(
      z.object({
        ...{ name: short, aliases: names, category: short, capability: short.optional() },
        where: z.enum(['space', 'anywhere']).optional(),
        ...{ private: z.boolean().optional(), slow: z.boolean().optional() },
        ...{
          forgetful: z.boolean().optional(),
          sure: short.optional(),
          hidden: z.boolean().optional(),
        },
        ways: z.enum(['typed', 'slash']).optional(),
        menu: z.union([menu, z.array(menu).max(2)]).optional(),
        ...{ args: z.record(short, argument), needs: names },
      }),
    )
    .max(100)
    .default([]),
  listeners: z
    .array(
      z.object({
        on: short,
        name: z
          .string()
          .regex(/^[a-z][a-z0-9-]*$/)
          .optional(),
        lane: z.enum(['urgent', 'normal', 'bulk']).optional(),
        ...{ priority: z.number().optional(), hearsBots: z.boolean().optional(), needs: names },
      }),
    )
    .max(50)
    .default([]),
  jobs: z
    .array(z.object({ name: short, when, needs: names }))
    .max(50)
    .default([]),
  settings: z.record(short, setting).default({}),
  capabilities: z
    .array(
      z.object({
        name: short,
        least: z.enum(ranks),
        text: line,
      }),
    )
    .max(50)
    .default([]),
  texts: z.object({ en: z.record(short, line), fr: z.record(short, line) }).optional(),
  tables: z.array(table).max(20).default([]),
  ...webDescription,
});

export type Description = z.output<typeof descriptionShape>;

const buttonForm = z.object({
  title: short,
  fields: z
    .array(
      z.object({
        ...{ id: z.string().min(1).max(100), label: short, value: line.optional() },
        ...{ long: z.boolean().optional(), required: z.boolean().optional() },
        maxLength: number.optional(),
      }),
    )
    .min(1)
    .max(5),
});

const action = z.union([
  z.object({
    ...{ kind: z.literal('button'), id: z.string().max(100), label: short },
    style: z.enum(['primary', 'secondary', 'success', 'danger']).optional(),
    disabled: z.boolean().optional(),
    form: buttonForm.optional(),
  }),
  z.object({
    ...{ kind: z.literal('select'), id: z.string().max(100), placeholder: short },
    options: z
      .array(
        z.object({
          ...{ value: short, label: short, description: short.optional() },
          chosen: z.boolean().optional(),
        }),
      )
      .min(1)
      .max(25),
    disabled: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('link'), label: short, url: z.url({ protocol: /^https?$/ }) }),
]);

const card = z.strictObject({
  ...{ say: line.optional(), title: line.optional(), lines: z.array(line).max(100).optional() },
  fields: z
    .array(z.object({ name: line, value: line, inline: z.boolean().optional() }))
    .max(25)
    .optional(),
  footer: line.optional(),
  tone: z.enum(['plain', 'info', 'success', 'warning', 'error', 'menu']).optional(),
  actions: z.array(z.array(action).max(5)).max(5).optional(),
});

const answer = z.union([
  line,
  z.strictObject({
    ...card.shape,
    aside: z.union([line, z.literal(false), z.literal(0)]).optional(),
  }),
]);

/** Something to say in a channel. */
export const speechShape = z.tuple([z.string().max(300), z.union([line, card])]);

const said = z.array(z.object({ key: short, facts })).max(500);
const shown = z.object({ answer, said });

/** Something that is drawn in the dashboard, which looks at it itself. */
export const wordedShape = z.object({ content: z.unknown(), said });

export const usedShape = z.union([
  z.object({ ok: z.literal(true), shown, plain: shown.optional(), outcome: number.optional() }),
  z.object({ ok: z.literal(false), error: refusalShape }),
]);

export type CheckedUse = z.output<typeof usedShape>;

/** The answer to whether it is there: what it counts, and how many timers wait. */
export const pongShape = z.object({ counted: z.array(z.unknown()).max(50), timers: number });

export const suggestedShape = z.array(z.string().max(100)).max(1000);

/** How far a use of a command is. */
export const progressShape = z.tuple([number, z.object({ answer: line, said: shown.shape.said })]);

export const alertShape = z.object({
  subject: short,
  tone: z.enum(['info', 'warning', 'error', 'success']),
  text: z.object({ key: short, facts }),
});

/** What a guest sent, if it is what it should be. */
export function checked<Shape extends z.ZodType>(
  of: Shape,
  value: unknown,
  what: string,
): z.output<Shape> {
  const read = of.safeParse(value);
  if (read.success) return read.data;
  const issue = innermost(read.error.issues[0]);
  const place = issue?.path.join('.') ?? '';
  throw new CastellanError(
    'bad-input',
    `The guest sent ${what} that is not as it should be: ${place === '' ? '' : `"${place}" `}${issue?.message ?? ''}`,
  );
}

/** Of several shapes that it could have had, what is wrong with the last, which allows most. */
function innermost(issue: z.core.$ZodIssue | undefined): z.core.$ZodIssue | undefined {
  if (issue?.code !== 'invalid_union') return issue;
  const below = issue.errors.at(-1)?.[0];
  return below ? innermost({ ...below, path: [...issue.path, ...below.path] }) : issue;
}
