import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

const maxFormBytes = 24 * 1024;

/** What a form without a script sends. A field that comes twice counts once. */
export const formFields = z.record(z.string().max(100), z.string().max(maxFormBytes));
export type FormFields = z.output<typeof formFields>;

/** Lets the routes of this scope be sent plain forms. */
export function acceptForms(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: maxFormBytes },
    (_request, body, done) => {
      const fields = new URLSearchParams(typeof body === 'string' ? body : body.toString());
      done(null, Object.fromEntries(fields));
    },
  );
}

export const fieldsIn = (body: unknown): FormFields => formFields.safeParse(body ?? {}).data ?? {};
