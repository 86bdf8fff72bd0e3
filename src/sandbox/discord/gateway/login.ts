import { z } from 'zod';
import { intent, knownIntents } from '../intents.ts';
import type { Application } from '../model.ts';
import { isoTime, selfJson, applicationFlags } from '../wire.ts';
import type { World } from '../world.ts';
import { guildsOf } from './hub.ts';
import type { Session, SessionStart } from './session.ts';

/** Why the gateway hangs up. */
export interface Closing {
  readonly code: number;
  readonly reason: string;
}

export const closing = {
  unknownOpcode: { code: 4001, reason: 'Unknown opcode.' },
  decodeError: { code: 4002, reason: 'Error while decoding payload.' },
  notAuthenticated: { code: 4003, reason: 'Not authenticated.' },
  authenticationFailed: { code: 4004, reason: 'Authentication failed.' },
  alreadyAuthenticated: { code: 4005, reason: 'Already authenticated.' },
  invalidSequence: { code: 4007, reason: 'Invalid seq.' },
  rateLimited: { code: 4008, reason: 'Rate limited.' },
  timedOut: { code: 4009, reason: 'Session timed out.' },
  invalidShard: { code: 4010, reason: 'Invalid shard.' },
  invalidVersion: { code: 4012, reason: 'Invalid API version.' },
  invalidIntents: { code: 4013, reason: 'Invalid intent(s).' },
  disallowedIntents: { code: 4014, reason: 'Disallowed intent(s).' },
} as const satisfies Record<string, Closing>;

export const identifyBody = z.object({
  token: z.string(),
  intents: z.number().int(),
  properties: z.record(z.string(), z.unknown()),
  compress: z.boolean().optional(),
  large_threshold: z.number().optional(),
  shard: z.tuple([z.number().int(), z.number().int()]).optional(),
});

export const resumeBody = z.object({
  token: z.string(),
  session_id: z.string(),
  seq: z.number().int(),
});

/** The application with this token, written with or without "Bot ". */
export function applicationWith(world: World, token: string): Application | undefined {
  const bare = token.replace(/^Bot\s+/i, '');
  for (const application of world.applications.values())
    if (application.token === bare) return application;
  return undefined;
}

/** Checks an IDENTIFY as Discord does, in its order. */
export function checkIdentify(
  world: World,
  body: z.output<typeof identifyBody>,
): Omit<SessionStart, 'id'> | Closing {
  const application = applicationWith(world, body.token);
  if (!application) return closing.authenticationFailed;
  const shard = body.shard ?? [0, 1];
  if (shard[1] < 1 || shard[0] < 0 || shard[0] >= shard[1]) return closing.invalidShard;
  if (body.intents < 0 || (body.intents & ~knownIntents) !== 0) return closing.invalidIntents;
  if ((body.intents & disallowedFor(application)) !== 0) return closing.disallowedIntents;
  return { application, intents: body.intents, shard };
}

const disallowedFor = ({ privileged }: Application): number =>
  (privileged.members ? 0 : intent.guildMembers) |
  (privileged.presences ? 0 : intent.guildPresences) |
  (privileged.messageContent ? 0 : intent.messageContent);

export function readyJson(world: World, session: Session, resumeUrl: string): object {
  const { application } = session;
  return {
    v: 10,
    user_settings: {},
    user: selfJson(application),
    guilds: guildsOf(world, session).map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: resumeUrl,
    session_type: 'normal',
    private_channels: [],
    presences: [],
    relationships: [],
    geo_ordered_rtc_regions: [],
    guild_join_requests: [],
    shard: session.shard,
    application: { id: application.id, flags: applicationFlags(application) },
    _trace: [`castellan-sandbox ${isoTime(world.clock.now())}`],
  };
}
