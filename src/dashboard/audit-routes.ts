import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ok } from '../base/result.ts';
import type { Audit } from '../core/audit/audit.ts';
import { type Audited, auditStates } from '../core/audit/entry.ts';
import type { AuditFilter } from '../core/audit/listing-store.ts';
import { type Answer, refuseWith, route } from './route.ts';
import { problem } from './problems.ts';
import type { AuditPage, ChainView } from './wire.ts';

const nothing = z.object({});
const moment = z.coerce.number().int().min(0);
const filter = z.object({
  text: z.string().max(200).optional(),
  via: z.string().max(32).optional(),
  outcome: z.enum(auditStates).optional(),
  since: moment.optional(),
  until: moment.optional(),
  before: moment.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const exported = filter.extend({ format: z.enum(['csv', 'jsonl']) });

type Port = Pick<Audit, 'list' | 'verify'>;

/** Looking through the audit log, checking its chain, and taking it away as a file. */
export function auditRoutes(app: FastifyInstance, audit: Port): void {
  app.get(
    '/api/audit',
    route({ params: nothing, body: filter }, async ({ body }): Promise<Answer<AuditPage>> => {
      const entries = await audit.list({ ...filterOf(body), limit: body.limit + 1 });
      return ok({
        entries: entries.slice(0, body.limit),
        more: entries.length > body.limit,
      });
    }),
  );
  app.get(
    '/api/audit/chain',
    route({ params: nothing, body: nothing }, async () => ok<ChainView>(await audit.verify())),
  );
  app.get('/api/audit/export', (request, reply) => {
    const asked = exported.safeParse(request.query);
    if (!asked.success) return refuseWith(reply, badExport.error);
    const { format } = asked.data;
    void reply
      .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8')
      .header('content-disposition', `attachment; filename="castellan-audit.${format}"`);
    return reply.send(Readable.from(linesOf(audit, filterOf(asked.data), format)));
  });
}

const badExport = problem(
  'bad-input',
  'The export was not understood.',
  'Ask for format=csv or format=jsonl, with the filter of the page.',
);

function filterOf({ text, via, outcome, since, until, before }: z.output<typeof filter>) {
  return {
    ...(text !== undefined && { text }),
    ...(via !== undefined && { via }),
    ...(outcome !== undefined && { outcome }),
    ...(since !== undefined && { sinceMs: since }),
    ...(until !== undefined && { untilMs: until }),
    ...(before !== undefined && { beforeSeq: before }),
  };
}

const batch = 500;

/** All that the filter lets through, newest first, a batch at a time. */
async function* linesOf(
  audit: Port,
  wanted: Omit<AuditFilter, 'limit'>,
  format: 'csv' | 'jsonl',
): AsyncGenerator<string> {
  if (format === 'csv') yield `${columns.join(',')}\r\n`;
  let from = wanted.beforeSeq;
  for (;;) {
    const before = from === undefined ? {} : { beforeSeq: from };
    const entries = await audit.list({ ...wanted, ...before, limit: batch });
    yield entries.map(format === 'csv' ? csvLine : jsonLine).join('');
    if (entries.length < batch) return;
    from = entries.at(-1)?.seq;
  }
}

const jsonLine = (entry: Audited): string => `${JSON.stringify(entry)}\n`;

const columns = [
  ...['seq', 'time', 'actor', 'actorName', 'via', 'action', 'outcome', 'community'],
  ...['object', 'before', 'after', 'hash', 'begun'],
] as const;

function csvLine(entry: Audited): string {
  const all: Readonly<Record<(typeof columns)[number], string | number | undefined>> = {
    ...{ actor: undefined, actorName: undefined, community: undefined },
    ...{ object: undefined, before: undefined, after: undefined },
    ...entry,
    time: new Date(entry.atMs).toISOString(),
    begun: entry.begunMs === undefined ? undefined : new Date(entry.begunMs).toISOString(),
  };
  return `${columns.map((column) => csvCell(all[column])).join(',')}\r\n`;
}

/** Quoted, and never a formula: a program for tables would carry one out. */
export function csvCell(value: string | number | undefined): string {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
