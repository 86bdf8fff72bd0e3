import { z } from 'zod';
import { actorId, spaceId } from '../base/ids.ts';
import { type Result, ok, refuse } from '../base/result.ts';
import { caseKinds } from '../core/cases/case.ts';
import { type HandedOver, importSources } from '../core/imports/imports.ts';
import { type Scope, readScope } from '../core/settings/scope.ts';

const from = z.string().max(300);
const scope = z.string().transform((text, context): Scope => {
  const read = readScope(text);
  if (read !== undefined) return read;
  context.addIssue('is no place');
  return z.NEVER;
});
const facts = z.record(z.string(), z.union([z.string(), z.number()]));

const name = z.string().min(1).max(200);
const moment = z.int().min(0);
const idOf = <Id>(read: (text: string) => Id) =>
  z.string().transform((text, context): Id => {
    try {
      return read(text);
    } catch {
      context.addIssue('is no id');
      return z.NEVER;
    }
  });

const found = z.discriminatedUnion('kind', [
  z.object({
    ...{ kind: z.literal('setting'), from, name: z.string(), scope, typed: z.string() },
  }),
  z.object({
    ...{ kind: z.literal('cooldown'), from, command: z.string(), scope, seconds: z.number() },
  }),
  z.object({
    ...{ kind: z.literal('file'), from, path: z.array(z.string()) },
    value: z.union([z.string(), z.number(), z.boolean()]),
    add: z.literal(true).exactOptional(),
  }),
  z.object({
    ...{ kind: z.literal('case'), from, id: z.string().min(1).max(100), space: idOf(spaceId) },
    ...{ what: z.enum(caseKinds), target: idOf(actorId), by: idOf(actorId).exactOptional() },
    ...{ targetName: name.exactOptional(), byName: name.exactOptional() },
    ...{ reason: z.string().max(2000), rule: name.exactOptional() },
    ...{ atMs: moment.exactOptional(), untilMs: moment.exactOptional() },
    marks: z.array(z.string().min(1).max(500)).max(10),
  }),
  z.object({ kind: z.literal('same'), from }),
  z.object({ kind: z.literal('left'), from, why: z.object({ key: z.string(), facts }) }),
]);

const shape = z.object({
  gathered: z.object({
    source: z.enum(importSources),
    place: z.string().max(2000),
    found: z.array(found),
  }),
  overwrite: z.boolean(),
  form: z.enum(['text', 'json']),
});

/** What the command line sends, in one line. */
export const handOver = (what: HandedOver): string => JSON.stringify(what);

/** The same, read. Refused when it is not that: people have no need to write it. */
export function handedOver(json: string): Result<HandedOver> {
  try {
    return ok(shape.parse(JSON.parse(json)));
  } catch {
    // Whatever it was, it was not written by the command line.
    return refuse('import.not-handed-over', {});
  }
}
