import { GatewayIntentBits } from 'discord-api-types/v10';
import { CastellanError } from '../../../base/errors.ts';

/** The privileged intents that are asked for. */
export interface Privileged {
  readonly message_content: boolean;
  readonly members: boolean;
}

const always =
  GatewayIntentBits.Guilds |
  GatewayIntentBits.GuildModeration |
  GatewayIntentBits.GuildMessages |
  GatewayIntentBits.GuildMessageReactions |
  // What the log of events tells of; none of these takes a switch in the portal.
  GatewayIntentBits.GuildModeration |
  GatewayIntentBits.GuildExpressions |
  GatewayIntentBits.GuildIntegrations |
  GatewayIntentBits.GuildWebhooks |
  GatewayIntentBits.GuildInvites |
  GatewayIntentBits.GuildVoiceStates |
  GatewayIntentBits.GuildScheduledEvents |
  GatewayIntentBits.AutoModerationConfiguration |
  GatewayIntentBits.AutoModerationExecution |
  GatewayIntentBits.DirectMessages |
  GatewayIntentBits.DirectMessageReactions;

/** The bits that a session asks for. */
export function intentBits({ message_content, members }: Privileged): GatewayIntentBits {
  const bits =
    always |
    (message_content ? GatewayIntentBits.MessageContent : 0) |
    (members ? GatewayIntentBits.GuildMembers : 0);
  if (!areIntents(bits)) throw new CastellanError('broken-invariant', 'No such intents');
  return bits;
}

/** A sum of intents is what Discord's types call an intent, too. */
const areIntents = (bits: number): bits is GatewayIntentBits =>
  (bits & ~(always | GatewayIntentBits.MessageContent | GatewayIntentBits.GuildMembers)) === 0;

/**
 * What to ask for after a refusal: without what the portal has switched off. When it does not say
 * what that is, without both. Undefined: nothing is left to give up.
 */
export function withoutRefused(
  asked: Privileged,
  allowed: Privileged | undefined,
): Privileged | undefined {
  if (!asked.message_content && !asked.members) return undefined;
  const kept = {
    message_content: asked.message_content && allowed?.message_content === true,
    members: asked.members && allowed?.members === true,
  };
  const same = kept.message_content === asked.message_content && kept.members === asked.members;
  return same ? { message_content: false, members: false } : kept;
}
