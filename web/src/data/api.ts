import type { Problem, SessionEntry, SessionView, TraceView } from '../../../src/dashboard/wire.ts';
import { createStore } from './store.ts';

/** Who we are to the server; undefined until it was asked. */
export const session = createStore<SessionView | undefined>(undefined);

/** Why the sign-in page is shown, where that needs saying. */
export const signedOutNote = createStore<string | undefined>(undefined);

/** A request that was answered with a problem, or not at all. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.message} ${problem.todo}`);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
}

const unreachable: Problem = {
  code: 'broken',
  message: 'Castellan does not answer.',
  todo: 'Check that it runs; the page tries again by itself.',
};

/** Said where the sign-in page comes back unasked. */
export const endedNote = 'Your session ended. Sign in again to go on.';

type Method = 'GET' | 'POST' | 'DELETE';

interface Asked<Answer> {
  readonly body?: object;
  /** Whether the answer is what was asked for. */
  readonly is: (answer: unknown) => answer is Answer;
}

/** Asks the server for something. Throws ApiProblem with words to show. */
export async function ask<Answer>(
  method: Method,
  path: string,
  { body, is }: Asked<Answer>,
): Promise<Answer> {
  const response = await send(method, path, body);
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && is(answer)) return answer;
  const problem = isProblemAnswer(answer) ? answer.error : unreachable;
  if (problem.code === 'signed-out') leave(endedNote);
  throw new ApiProblem(problem);
}

/** Tells the server to do something; what it answers does not matter. */
export async function tell(method: Method, path: string, body?: object): Promise<void> {
  await ask(method, path, { ...(body && { body }), is: isObject });
}

export const isSessionView = (answer: unknown): answer is SessionView =>
  isObject(answer) && 'signedIn' in answer;

export const isSessionList = (answer: unknown): answer is readonly SessionEntry[] =>
  Array.isArray(answer);

export const isTrace = (answer: unknown): answer is TraceView =>
  isObject(answer) && 'steps' in answer;

export const isTextList = (answer: unknown): answer is readonly string[] =>
  Array.isArray(answer) && answer.every((one) => typeof one === 'string');

const isObject = (answer: unknown): answer is object =>
  typeof answer === 'object' && answer !== null;

/** Asks who we are, and remembers it. */
export async function refreshSession(): Promise<SessionView> {
  const who = await ask('GET', '/api/session', { is: isSessionView });
  if (who.signedIn) session.set(who);
  else leave(endedNote);
  return who;
}

async function send(method: Method, path: string, body?: object): Promise<Response> {
  const who = session.get();
  const headers = {
    ...(body && { 'content-type': 'application/json' }),
    ...(who?.signedIn === true && method !== 'GET' && { 'x-castellan-token': who.csrf }),
  };
  try {
    return await fetch(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  } catch {
    throw new ApiProblem(unreachable);
  }
}

const isProblemAnswer = (answer: unknown): answer is { error: Problem } =>
  isObject(answer) && 'error' in answer;

/** Shows the sign-in page, with the reason. */
export function leave(note?: string): void {
  if (session.get()?.signedIn === true) signedOutNote.set(note);
  session.set({ signedIn: false });
}

export const wordsOf = (failure: unknown): string =>
  failure instanceof Error ? failure.message : 'Something went wrong.';
