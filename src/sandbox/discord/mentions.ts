import type { AllowedMentions } from './message-body.ts';
import type { Guild, User } from './model.ts';
import type { World } from './world.ts';

export interface Mentioned {
  readonly mentions: readonly User[];
  readonly mentionRoles: readonly string[];
  readonly mentionEveryone: boolean;
}

export interface MentionContext {
  readonly content: string;
  readonly guild: Guild | undefined;
  readonly allowed: AllowedMentions | null | undefined;
  /** Whether the author may mention everyone and any role here. */
  readonly mayMentionAll: boolean;
  /** Whose message is being replied to. */
  readonly repliedTo: User | undefined;
}

/** Whom a message really pings: what it names, as far as `allowed_mentions` and permissions let it. */
export function mentionedIn(world: World, context: MentionContext): Mentioned {
  const { content, guild, allowed, mayMentionAll, repliedTo } = context;
  if (!repliedTo && !content.includes('@')) return noOne;
  const users = idsIn(content, /<@!?(\d+)>/g)
    .filter(permits(allowed, 'users'))
    .map((id) => world.users.get(id))
    .filter((user) => user !== undefined);
  const pingsReplied = repliedTo && (allowed ? allowed.replied_user === true : true);
  const roles = idsIn(content, /<@&(\d+)>/g)
    .filter(permits(allowed, 'roles'))
    .filter((id) => mayMentionAll || guild?.roles.get(id)?.mentionable === true)
    .filter((id) => guild?.roles.has(id));
  const everyone = mayMentionAll && (!allowed || allowed.parse?.includes('everyone') === true);
  return {
    mentions: pingsReplied ? [...new Set([...users, repliedTo])] : users,
    mentionRoles: roles,
    mentionEveryone: everyone && /@(everyone|here)\b/.test(content),
  };
}

const noOne: Mentioned = { mentions: [], mentionRoles: [], mentionEveryone: false };

const idsIn = (content: string, pattern: RegExp): readonly string[] => [
  ...new Set([...content.matchAll(pattern)].map(([, id]) => id ?? '')),
];

const permits =
  (allowed: AllowedMentions | null | undefined, kind: 'users' | 'roles') =>
  (id: string): boolean =>
    !allowed || allowed.parse?.includes(kind) === true || allowed[kind]?.includes(id) === true;
