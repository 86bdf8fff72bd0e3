import { err } from '../base/result.ts';
import type { Problem, ProblemAnswer, ProblemCode } from './wire.ts';

/** The refusal with these words, as a Result. */
export const problem = (
  code: ProblemCode,
  message: string,
  todo: string,
): { ok: false; error: Problem } => err({ code, message, todo });

export const statusOf: Readonly<Record<ProblemCode, number>> = {
  'bad-input': 400,
  'bad-origin': 403,
  'bad-secret': 401,
  'bad-token': 403,
  'bad-host': 403,
  broken: 500,
  'not-available': 503,
  'not-found': 404,
  refused: 409,
  'signed-out': 401,
  'too-large': 413,
  'too-many': 429,
};

export const answerOf = (error: Problem): ProblemAnswer => ({ error });

export const signedOut = problem(
  'signed-out',
  'You are not signed in.',
  'Sign in with the owner token or your password.',
);

export const noSuchPage = problem(
  'not-found',
  'There is nothing at this address.',
  'Check the address; the API lives under /api.',
);
