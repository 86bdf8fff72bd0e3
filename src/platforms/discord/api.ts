import { DiscordAPIError, HTTPError, RateLimitError, REST, RequestMethod } from '@discordjs/rest';
import { sleep } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import { faultOf, neverArrived, notDiscordWords } from './problems.ts';
import type { DiscordPorts } from './ports.ts';

export interface ApiCall {
  readonly method: keyof typeof RequestMethod;
  readonly route: `/${string}`;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  /** For the guild's audit log. */
  readonly reason?: string;
  /** False for routes whose address holds their own token (interactions, webhooks). */
  readonly auth?: boolean;
  /**
   * Whether doing it twice is the same as doing it once. What is not repeatable is sent again only
   * when it surely never arrived: better an answer lost than an answer twice.
   */
  readonly repeatable: boolean;
}

/** Discord's REST API: discord.js's rate-limit buckets, with our own rules on repeating. */
export interface Api {
  /** Resolves to the decoded answer (undefined when there is none); rejects with a CastellanError. */
  call(call: ApiCall): Promise<unknown>;
}

export interface ApiOptions {
  readonly api: string;
  readonly token: string;
  readonly signal: AbortSignal;
  /** A call was refused with 401: the token is dead. */
  readonly onUnauthorised: () => void;
}

const attempts = 4;
const timeoutMs = 15_000;
const longestLimitMs = 5 * 60_000;

export function discordApi(options: ApiOptions, ports: DiscordPorts): Api {
  const rest = new REST({
    api: options.api,
    // discord.js would repeat everything after a timeout, at once, posted messages too.
    retries: 0,
    timeout: timeoutMs,
    // A 429 without a time to wait (Cloudflare) would be repeated in a hot loop.
    rejectOnRateLimit: (limit) =>
      limit.route === '/gateway/bot' || limit.retryAfter <= 0 || limit.retryAfter > longestLimitMs,
  });

  options.signal.addEventListener('abort', () => {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  });
  const withSignal = signalsUnder(options.signal);

  async function once(call: ApiCall, signal: AbortSignal): Promise<unknown> {
    // After a 401 discord.js forgets the token, and a 401 may have come from a proxy.
    rest.setToken(options.token);
    const answer = await rest.request({
      method: RequestMethod[call.method],
      fullRoute: call.route,
      signal,
      ...(call.body !== undefined && { body: call.body }),
      ...(call.query && { query: new URLSearchParams(call.query) }),
      ...(call.reason !== undefined && { reason: call.reason }),
      ...(call.auth === false && { auth: false }),
    });
    return answer instanceof ArrayBuffer ? emptyOnly(answer, options.api) : answer;
  }

  async function call(wanted: ApiCall): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await withSignal((signal) => once(wanted, signal));
      } catch (thrown) {
        if (options.signal.aborted) throw closed(thrown);
        if (attempt >= attempts || !worthRepeating(thrown, wanted)) {
          if (isUnauthorised(thrown, wanted)) options.onUnauthorised();
          throw faultOf(thrown, options.api);
        }
        ports.log.debug({ route: routeName(wanted.route), attempt }, 'Repeating a failed API call');
        await sleep(ports.clock, pauseMs(thrown, attempt, ports), options.signal);
      }
    }
  }

  return { call };
}

/** discord.js leaves a listener on the signal of each call, so each call gets one of its own. */
function signalsUnder(whole: AbortSignal) {
  const underWay = new Set<AbortController>();
  whole.addEventListener('abort', () => {
    for (const one of underWay) one.abort();
  });
  return async <Value>(act: (signal: AbortSignal) => Promise<Value>): Promise<Value> => {
    const controller = new AbortController();
    if (whole.aborted) controller.abort();
    underWay.add(controller);
    try {
      return await act(controller.signal);
    } finally {
      underWay.delete(controller);
    }
  };
}

function emptyOnly(answer: ArrayBuffer, api: string): undefined {
  if (answer.byteLength > 0)
    throw new CastellanError('network', notDiscordWords(api, 'the answer is not JSON'));
  return undefined;
}

function worthRepeating(thrown: unknown, { repeatable, route }: ApiCall): boolean {
  // The start has its own patience, and says in the status what it waits for.
  if (route === '/gateway/bot') return false;
  if (thrown instanceof DiscordAPIError) return false;
  if (thrown instanceof RateLimitError) return thrown.retryAfter <= longestLimitMs;
  if (thrown instanceof HTTPError) return repeatable;
  return repeatable || neverArrived(thrown);
}

function pauseMs(thrown: unknown, attempt: number, { random }: DiscordPorts): number {
  if (thrown instanceof RateLimitError) return Math.max(thrown.timeToReset, 5_000);
  return 200 * 2 ** attempt * (0.5 + random.next());
}

const isUnauthorised = (thrown: unknown, { auth = true }: ApiCall): boolean =>
  auth && thrown instanceof DiscordAPIError && thrown.status === 401;

const closed = (cause: unknown): CastellanError =>
  new CastellanError('closed', 'The connection to Discord is being closed', { cause });

/** Interaction and webhook routes hold a token, which never reaches a log. */
const routeName = (route: string): string =>
  route.replace(/^(\/(?:interactions|webhooks)\/\d+\/)[^/]+/, '$1…');
