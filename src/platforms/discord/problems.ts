import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import { CastellanError, messageOf } from '../../base/errors.ts';

/**
 * What stands between us and Discord, in words that say what to do. `stops`: trying again with the
 * same settings cannot help, so nobody does.
 */
export interface Problem {
  readonly words: string;
  readonly stops: boolean;
  readonly retryAfterMs?: number;
}

const stops = (words: string): Problem => ({ words, stops: true });
const passes = (words: string, retryAfterMs?: number): Problem => ({
  words,
  stops: false,
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});

const badToken: Problem = stops(
  'Discord refuses the token. Get a new one in the Developer Portal (https://discord.com/developers/applications → your application → Bot → Reset Token), put it into the configuration and start again.',
);

const portalSwitches =
  'Developer Portal (https://discord.com/developers/applications) → your application → Bot → Privileged Gateway Intents';

const disallowedIntents: Problem = stops(
  `Discord refuses the intents that this connection asks for. Turn on "Message Content Intent" and "Server Members Intent" in the ${portalSwitches}, then reconnect.`,
);

/** For status, when the connection goes on without a switched-off intent. */
export const missingIntentWords = {
  message_content: `"Message Content Intent" is off, so only slash commands, mentions and direct messages can be read. Turn it on in the ${portalSwitches}, then reconnect.`,
  members: `"Server Members Intent" is off, so joins, leaves and new names are not seen and raid protection is blind. Turn it on in the ${portalSwitches}, then reconnect.`,
} as const;

/** What a close code of the gateway says, where trying again would not help. */
export function fatalClose(code: number): Problem | undefined {
  switch (code) {
    case 4004:
      return badToken;
    case 4010:
      return stops(
        'Discord refuses this shard number. Set "shards: auto", or make every id smaller than total.',
      );
    case 4011:
      return stops('This bot is in too many servers for one shard. Set "shards: auto".');
    case 4012:
      return stops('Discord no longer speaks this version of its gateway. Update Castellan.');
    case 4013:
      return stops('Discord does not know an intent that was asked for. Update Castellan.');
    case 4014:
      return disallowedIntents;
    default:
      return undefined;
  }
}

const connectCodes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections',
  ENOTFOUND: 'cannot be found (is the name right, does DNS work?)',
  EAI_AGAIN: 'cannot be looked up (does DNS work?)',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached (is there a network?)',
  UND_ERR_CONNECT_TIMEOUT: 'does not answer (connection timed out)',
};

/** The system's code of a failure, looked for in its causes too. */
function codeOf(thrown: unknown): string | undefined {
  for (let at: unknown = thrown, depth = 0; at instanceof Error && depth < 5; depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    at = at.cause ?? (at instanceof AggregateError ? at.errors[0] : undefined);
  }
  return undefined;
}

/** Whether the request surely never reached the API, so that sending it again is safe. */
export const neverArrived = (thrown: unknown): boolean => (codeOf(thrown) ?? '') in connectCodes;

/** What a failed call says about the API at `address`. */
export function problemOf(thrown: unknown, address: string): Problem {
  if (thrown instanceof CastellanError)
    return thrown.code === 'unauthorised' ? badToken : passes(thrown.message);
  if (thrown instanceof RateLimitError)
    return passes(
      `Discord asks us to slow down (429). Waiting as long as it says; if this stays, another program uses the same token or this address is blocked.`,
      Math.max(thrown.timeToReset, 5_000),
    );
  if (thrown instanceof DiscordAPIError) return apiProblem(thrown, address);
  if (thrown instanceof HTTPError)
    return passes(`Discord's API at ${address} fails (${thrown.status}). This is on their side.`);
  return passes(networkWords(thrown, address));
}

function apiProblem(error: DiscordAPIError, address: string): Problem {
  if (error.status === 401) return badToken;
  if (!isApiAnswer(error)) return passes(notDiscordWords(address, `status ${error.status}`));
  if (error.status === 429) return passes('Discord asks us to slow down (429).', 30_000);
  return passes(`Discord's API refuses (${error.status}): ${error.message}`);
}

/** Error pages of proxies and firewalls come as bytes, not as Discord's JSON. */
const isApiAnswer = (error: DiscordAPIError): boolean => typeof error.code === 'number';

export const notDiscordWords = (address: string, what: string): string =>
  `What answers at ${address} is not Discord's API (${what}): a proxy, a firewall or a wrong "api" setting stands between.`;

function networkWords(thrown: unknown, address: string): string {
  const words = connectCodes[codeOf(thrown) ?? ''];
  if (words !== undefined) return `${address} ${words}.`;
  if (thrown instanceof Error && thrown.name === 'AbortError')
    return `${address} does not answer within 15 s.`;
  return `The connection to ${address} fails: ${messageOf(thrown)}.`;
}

/** The fault that callers of `say` and `reply` see. */
export function faultOf(thrown: unknown, address: string): CastellanError {
  if (thrown instanceof CastellanError) return thrown;
  const { words } = problemOf(thrown, address);
  const facts =
    thrown instanceof DiscordAPIError ? { status: thrown.status, code: thrown.code } : {};
  const refused = thrown instanceof DiscordAPIError && isApiAnswer(thrown);
  const code =
    refused && thrown.status === 401 ? 'unauthorised' : refused ? 'platform-refused' : 'network';
  // discord.js's own errors hold the address and body of the request, and with them interaction tokens.
  const cause =
    thrown instanceof DiscordAPIError || thrown instanceof HTTPError ? {} : { cause: thrown };
  return new CastellanError(code, words, { facts, ...cause });
}
