import type { APIGatewayBotInfo } from 'discord-api-types/v10';
import { z } from 'zod';
import { CastellanError } from '../../../base/errors.ts';
import type { Api } from '../api.ts';
import { notDiscordWords } from '../problems.ts';

const gatewayInfo = z.object({
  url: z.url({ protocol: /^wss?$/ }),
  shards: z.int().min(1),
  session_start_limit: z.object({
    total: z.number(),
    remaining: z.number(),
    reset_after: z.number(),
    max_concurrency: z.number(),
  }),
});

/** Asks where the gateway is and how many sessions may still be started. */
export async function fetchGatewayInfo(api: Api, address: string): Promise<APIGatewayBotInfo> {
  const answer = await api.call({ method: 'Get', route: '/gateway/bot', repeatable: true });
  const info = gatewayInfo.safeParse(answer);
  if (!info.success)
    throw new CastellanError(
      'network',
      notDiscordWords(address, 'it does not say where the gateway is'),
    );
  return info.data;
}

const application = z.object({ flags: z.number().optional() });

/** Which of the privileged intents the Developer Portal allows; undefined when it does not say. */
export async function fetchAllowedIntents(
  api: Api,
): Promise<{ message_content: boolean; members: boolean } | undefined> {
  const answer = await api
    .call({ method: 'Get', route: '/applications/@me', repeatable: true })
    .catch(() => undefined);
  const flags = application.safeParse(answer).data?.flags;
  if (flags === undefined) return undefined;
  const has = (full: number, limited: number) => (flags & ((1 << full) | (1 << limited))) !== 0;
  return { message_content: has(18, 19), members: has(14, 15) };
}
