import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ok, type Result } from '../base/result.ts';
import { answerOf, problem, statusOf } from './problems.ts';
import type { Problem } from './wire.ts';

export type Answer<Value> = Result<Value, Problem>;

interface Asked<Params, Body> {
  readonly params: Params;
  readonly body: Body;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface RouteInput<Params extends z.ZodType, Body extends z.ZodType> {
  readonly params: Params;
  readonly body: Body;
}

/**
 * A handler whose input is decoded first and whose answer is a Result: a value becomes JSON, a problem
 * becomes its status. A value that is undefined becomes `{}`.
 */
export function route<Params extends z.ZodType, Body extends z.ZodType, Value>(
  input: RouteInput<Params, Body>,
  handle: (asked: Asked<z.output<Params>, z.output<Body>>) => Promise<Answer<Value>>,
) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const params = decode(input.params, request.params ?? {});
    if (!params.ok) return refuseWith(reply, params.error);
    const source = request.method === 'GET' ? request.query : request.body;
    const body = decode(input.body, source ?? {});
    if (!body.ok) return refuseWith(reply, body.error);
    const answer = await handle({ params: params.value, body: body.value, request, reply });
    if (!answer.ok) return refuseWith(reply, answer.error);
    return reply.send(answer.value ?? {});
  };
}

/** Sends a problem as JSON with the status that belongs to its code. */
export function refuseWith(reply: FastifyReply, error: Problem): FastifyReply {
  if (error.retryAfterMs !== undefined) {
    void reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
  }
  return reply.code(statusOf[error.code]).send(answerOf(error));
}

function decode<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Answer<z.output<Schema>> {
  const decoded = schema.safeParse(value);
  if (decoded.success) return ok(decoded.data);
  // Only paths and what was expected: the value itself may be a secret.
  const issues = decoded.error.issues.slice(0, 5).map(({ path, message }) => {
    const where = path.map(String).join('.');
    return where === '' ? message : `${where}: ${message}`;
  });
  return problem(
    'bad-input',
    `The request was not understood: ${issues.join('; ')}.`,
    'Correct what is named and send it again.',
  );
}
