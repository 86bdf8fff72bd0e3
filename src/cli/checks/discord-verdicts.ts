import type {
  DiscordConnection,
  InspectedGuild,
  Inspection,
} from '../../platforms/discord/index.ts';
import { type Verdict, bad, good, note } from './verdict.ts';

const switches =
  'in the Developer Portal (https://discord.com/developers/applications → your application → Bot → Privileged Gateway Intents)';

/** What an inspection of a Discord token means for the person who configures it. */
export function discordVerdicts(
  { id, intents }: DiscordConnection,
  found: Inspection,
): readonly Verdict[] {
  const subject = (what: string): string => `${id}: ${what}`;
  if (!found.ok) return [bad(subject('token'), found.problem)];
  return [
    good(subject('token'), `logs in as ${found.bot.name} (${found.bot.id})`),
    ...intentVerdicts(subject, intents, found.intents),
    ...guildVerdicts(subject, found.guilds, found.invite),
  ];
}

function intentVerdicts(
  subject: (what: string) => string,
  wanted: DiscordConnection['intents'],
  allowed: Extract<Inspection, { ok: true }>['intents'],
): readonly Verdict[] {
  if (allowed === undefined)
    return [note(subject('intents'), 'Discord does not say which privileged intents are on')];
  const names = { message_content: 'Message Content Intent', members: 'Server Members Intent' };
  const one = (key: keyof typeof names, loss: string): Verdict => {
    if (!wanted[key]) return good(subject('intents'), `"${names[key]}" is not asked for`);
    return allowed[key]
      ? good(subject('intents'), `"${names[key]}" is on`)
      : note(subject('intents'), `"${names[key]}" is off: ${loss}`, `Turn it on ${switches}.`);
  };
  return [
    one('message_content', 'only slash commands, mentions and direct messages can be read'),
    one('members', 'joins and leaves are not seen, raid protection is blind'),
  ];
}

function guildVerdicts(
  subject: (what: string) => string,
  guilds: readonly InspectedGuild[],
  invite: string,
): readonly Verdict[] {
  if (guilds.length === 0)
    return [note(subject('servers'), 'the bot is in no server yet', `Invite it: ${invite}`)];
  return guilds.map(({ name, missing, above }) => {
    if (missing.length > 0)
      return note(
        subject('servers'),
        `in "${name}" it lacks: ${missing.join(', ')}`,
        `Give its role these permissions, or invite it again: ${invite}`,
      );
    if (above.length > 0)
      return note(
        subject('servers'),
        `in "${name}" it has every permission, but these roles stand above its own: ${above.join(', ')}`,
        'Whoever holds one of them is out of its reach; drag its role higher in Server Settings → Roles.',
      );
    return good(
      subject('servers'),
      `in "${name}" it has every permission, and its role is the highest`,
    );
  });
}
