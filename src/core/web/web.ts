import type { z } from 'zod';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Ports } from '../commands/ports.ts';
import type { Say } from '../texts/texts.ts';
import { type CardContent, type FormValue, type PageContent, issuesOf } from './content.ts';

/** The HTTP methods that a route can take. */
export type WebMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may come: anybody at all, whoever is signed in to the dashboard, or who of those has a capability. */
export type WebAccess = 'public' | 'signed-in' | { readonly capability: string };

/** What was asked of a route, as data. */
export interface WebRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names; what belongs to the dashboard (cookies, its token) is not among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON or a form, read; undefined where it was neither. At most 64 KiB. */
  readonly body: unknown;
  /** The body as it came, for signatures. */
  readonly text: string;
  readonly signedIn: boolean;
}

/** What a route answers: JSON, or a text that no browser runs. Without either, it is an empty answer (204). */
export interface WebAnswer {
  /** 200 to 499. Default: 200, or 204 where there is nothing. */
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  /** Of `text`. Default: `text/plain`. */
  readonly type?: TextType;
  readonly headers?: Readonly<Partial<Record<AnswerHeader, string>>>;
}

export const textTypes = [
  ...(['text/plain', 'text/csv', 'text/calendar'] as const),
  ...(['application/xml', 'application/rss+xml', 'application/atom+xml'] as const),
] as const;
/** What a text that a route answers can be. */
export type TextType = (typeof textTypes)[number];

export const answerHeaders = [
  ...(['cache-control', 'content-disposition', 'etag', 'last-modified', 'retry-after'] as const),
] as const;
/** A header that a route may set. */
export type AnswerHeader = (typeof answerHeaders)[number];

/** A route of a module, its types folded away. */
export interface WebRoute {
  readonly method: WebMethod;
  readonly path: string;
  readonly access: WebAccess;
  readonly needs: readonly (keyof Ports)[];
  /** Refuses with `web.bad-input` what is not of the declared shape. */
  answer(request: WebRequest, ports: Ports, signal: AbortSignal): Promise<Result<WebAnswer>>;
}

type ParamsIn<Path extends string> = Path extends `${infer First}/${infer Rest}`
  ? ParamsIn<First> | ParamsIn<Rest>
  : Path extends `:${infer Name}`
    ? Name
    : never;

type SchemaOutput<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** A request as `run` of a route sees it, read by its schemas. */
export type Asked<Path extends string, Body, Query> = Omit<
  WebRequest,
  'params' | 'query' | 'body'
> & {
  readonly params: Readonly<Record<ParamsIn<Path>, string>>;
  readonly query: Query extends z.ZodType ? z.output<Query> : WebRequest['query'];
  readonly body: SchemaOutput<Body>;
  /** Aborts when nobody waits any more, after ten seconds at the latest. */
  readonly signal: AbortSignal;
};

/** The address was matched by the path, and body and query were read by their schemas. */
const isAsked = <Path extends string, Body, Query>(
  call: unknown,
): call is Asked<Path, Body, Query> => call !== undefined;

const pathShape = /^(\/(:?[a-zA-Z][\w-]{0,39}|[\w.-]{1,60})){0,8}\/?$/;

/**
 * Declares an HTTP route of a module: `/x/<module><path>`. Bodies and queries are checked by their schema before `run`;
 * without one there is no body, and the query is texts. Throws a RangeError for a path that is none.
 */
export function webRoute<
  const Path extends string,
  Needed extends keyof Ports = never,
  Body extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
>(spec: {
  readonly method?: WebMethod;
  /** `/`, `/scores` or `/scores/:who`. */
  readonly path: Path;
  readonly access: WebAccess;
  readonly body?: Body;
  readonly query?: Query;
  readonly needs?: readonly Needed[];
  readonly run: (
    asked: Asked<Path, Body, Query>,
    ports: Pick<Ports, Needed>,
  ) => Result<WebAnswer> | Promise<Result<WebAnswer>>;
}): WebRoute {
  const { method = 'GET', path, access, needs = [], body, query, run } = spec;
  if (!pathShape.test(path) || !path.startsWith('/'))
    throw new RangeError(`"${path}" is no path of a route: write "/scores" or "/scores/:who"`);
  return {
    ...{ method, path, access, needs },
    async answer(request, ports, signal) {
      const asked = read(query, request.query, request.query);
      if (!asked.ok) return asked;
      const given = read(body, request.body, undefined);
      if (!given.ok) return given;
      const call: unknown = { ...request, query: asked.value, body: given.value, signal };
      if (!isAsked<Path, Body, Query>(call)) throw new TypeError('Nothing was asked');
      return run(call, ports);
    },
  };
}

function read(schema: z.ZodType | undefined, value: unknown, without: unknown): Result<unknown> {
  if (!schema) return ok(without);
  const decoded = schema.safeParse(value);
  return decoded.success
    ? ok(decoded.data)
    : refuse('web.bad-input', { issues: issuesOf(decoded.error) });
}

/** What a person sent from a page. */
export interface PageAct {
  readonly needs: readonly (keyof Ports)[];
  /** Resolves with what is said about it. Refuses with `web.bad-input` what is not of the declared shape. */
  act(values: Readonly<Record<string, FormValue>>, ports: Ports, say: Say): Promise<Result<string>>;
}

/** Declares what a form or button of a page does. What it returns is said on the page. */
export function pageAct<Takes extends z.ZodType, Needed extends keyof Ports = never>(spec: {
  readonly takes: Takes;
  readonly needs?: readonly Needed[];
  readonly run: (
    sent: { readonly values: z.output<Takes>; readonly say: Say },
    ports: Pick<Ports, Needed>,
  ) => Result<string> | Promise<Result<string>>;
}): PageAct {
  const { takes, needs = [], run } = spec;
  return {
    needs,
    async act(values, ports, say) {
      const decoded = takes.safeParse(values);
      if (!decoded.success) return refuse('web.bad-input', { issues: issuesOf(decoded.error) });
      return run({ values: decoded.data, say }, ports);
    },
  };
}

/** A page of a module, its types folded away. */
export interface WebPage {
  /** Its address is `/extensions/<module>/<name>`. */
  readonly name: string;
  /** A text key. */
  readonly title: string;
  readonly capability?: string;
  readonly refreshSeconds: number;
  readonly needs: readonly (keyof Ports)[];
  readonly acts: Readonly<Record<string, PageAct>>;
  show(ports: Ports, say: Say): Promise<PageContent>;
}

const nameShape = /^[a-z][a-z0-9-]{0,31}$/;

/** Declares a page in the dashboard. Throws a RangeError for a name that is none. */
export function webPage<Needed extends keyof Ports = never>(spec: {
  /** Lower-case letters, digits and dashes. */
  readonly name: string;
  /** A text key: what stands in the navigation and above the page. */
  readonly title: string;
  /** Who may see and use it; without it, whoever is signed in. */
  readonly capability?: string;
  /** How often the page is drawn anew while somebody looks, at least 1 s. Default: 10. */
  readonly refreshSeconds?: number;
  readonly needs?: readonly Needed[];
  readonly show: (ports: Pick<Ports, Needed>, say: Say) => PageContent | Promise<PageContent>;
  readonly acts?: Readonly<Record<string, PageAct>>;
}): WebPage {
  const { name, title, capability, refreshSeconds = 10, needs = [], acts = {}, show } = spec;
  if (!nameShape.test(name))
    throw new RangeError(`"${name}" is no name of a page: use lower-case letters and dashes`);
  return {
    ...{ name, title, needs, acts, refreshSeconds: Math.max(1, refreshSeconds) },
    ...(capability !== undefined && { capability }),
    show: async (ports, say) => show(ports, say),
  };
}

/** A card of a module, its types folded away. */
export interface WebCard {
  readonly name: string;
  /** A text key. */
  readonly title: string;
  readonly refreshSeconds: number;
  readonly needs: readonly (keyof Ports)[];
  show(ports: Ports, say: Say): Promise<CardContent>;
}

/** Declares a small card on the dashboard's overview. Throws a RangeError for a name that is none. */
export function webCard<Needed extends keyof Ports = never>(spec: {
  readonly name: string;
  /** A text key. */
  readonly title: string;
  /** How often it is asked anew while somebody looks, at least 1 s. Default: 10. */
  readonly refreshSeconds?: number;
  readonly needs?: readonly Needed[];
  readonly show: (ports: Pick<Ports, Needed>, say: Say) => CardContent | Promise<CardContent>;
}): WebCard {
  const { name, title, refreshSeconds = 10, needs = [], show } = spec;
  if (!nameShape.test(name))
    throw new RangeError(`"${name}" is no name of a card: use lower-case letters and dashes`);
  return {
    ...{ name, title, needs, refreshSeconds: Math.max(1, refreshSeconds) },
    show: async (ports, say) => show(ports, say),
  };
}

/** What a module shows and answers on the web. */
export interface WebParts {
  readonly routes?: readonly WebRoute[];
  readonly pages?: readonly WebPage[];
  readonly cards?: readonly WebCard[];
}
