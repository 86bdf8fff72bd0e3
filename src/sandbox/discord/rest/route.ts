import { CastellanError } from '../../../base/errors.ts';
import type { UploadedFile } from '../message-content.ts';
import type { Application } from '../model.ts';
import type { Limit } from '../rate-limits.ts';
import type { World } from '../world.ts';

/** One request, as a handler sees it. */
export interface OpenCall {
  readonly world: World;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  /** The X-Audit-Log-Reason header. */
  readonly reason: string | undefined;
  /** Where bots find the gateway. */
  readonly gatewayUrl: string;
  param(name: string): string;
  /** Whether the path has this parameter. */
  has(name: string): boolean;
}

/** A request of a bot whose token was checked. */
export interface BotCall extends OpenCall {
  readonly application: Application;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export const json = (body: unknown, status = 200): Answer => ({ status, body });
export const noContent: Answer = { status: 204 };

interface RouteBase {
  readonly method: string;
  /** `/guilds/:guild/members/:user`. */
  readonly pattern: string;
  readonly limit: Limit | undefined;
}

export type Route = RouteBase &
  (
    | { readonly access: 'bot'; readonly handle: (call: BotCall) => Answer }
    | { readonly access: 'open'; readonly handle: (call: OpenCall) => Answer }
  );

/** A route that asks for a bot's token. */
export const route = (
  verbAndPath: string,
  handle: (call: BotCall) => Answer,
  limit?: Limit,
): Route => ({
  access: 'bot',
  ...split(verbAndPath),
  handle,
  limit,
});

/** A route that anyone may call: what it does is guarded by a token in its path, or by nothing. */
export const openRoute = (verbAndPath: string, handle: (call: OpenCall) => Answer): Route => ({
  access: 'open',
  ...split(verbAndPath),
  handle,
  limit: undefined,
});

function split(verbAndPath: string): { method: string; pattern: string } {
  const [method = '', pattern = ''] = verbAndPath.split(' ');
  return { method, pattern };
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export type Found = Match | { readonly problem: 'notFound' | 'methodNotAllowed' };

/** Finds routes by method and path; a fixed part of a path wins over a parameter. */
export function router(routes: readonly Route[]): (method: string, path: string) => Found {
  const bySize = Map.groupBy(routes.map(compiled), ({ parts }) => parts.length);
  for (const list of bySize.values()) list.sort((a, b) => a.wild - b.wild);
  return (method, path) => {
    const parts = path.split('/').filter((part) => part !== '');
    const fitting = (bySize.get(parts.length) ?? []).filter((candidate) =>
      fits(candidate.parts, parts),
    );
    const match = fitting.find(({ route: { method: wanted } }) => wanted === method);
    if (!match) return { problem: fitting.length > 0 ? 'methodNotAllowed' : 'notFound' };
    return { route: match.route, params: paramsOf(match.parts, parts) };
  };
}

interface Compiled {
  readonly route: Route;
  readonly parts: readonly string[];
  readonly wild: number;
}

function compiled(one: Route): Compiled {
  const parts = one.pattern.split('/').filter((part) => part !== '');
  return { route: one, parts, wild: parts.filter(isWild).length };
}

const isWild = (part: string): boolean => part.startsWith(':');

const fits = (pattern: readonly string[], parts: readonly string[]): boolean =>
  pattern.every((part, index) => isWild(part) || part === parts[index]);

const paramsOf = (pattern: readonly string[], parts: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    pattern.flatMap((part, index) =>
      isWild(part) ? [[part.slice(1), decoded(parts[index] ?? '')]] : [],
    ),
  );

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Reads a parameter by name; asking for one that the pattern lacks is a mistake of ours. */
export const paramReader =
  (params: Readonly<Record<string, string>>) =>
  (name: string): string => {
    const value = params[name];
    if (value === undefined)
      throw new CastellanError('broken-invariant', `The route has no parameter "${name}"`);
    return value;
  };
