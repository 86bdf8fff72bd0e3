import { messageOf } from '../../base/errors.ts';
import type { Voice } from '../../core/platform.ts';
import { notWishedFor } from './channel-keeper.ts';
import type { Link } from './link.ts';
import type { ModeDesk } from './mode-desk.ts';

interface Standing {
  readonly link: Link;
  readonly modes: Pick<ModeDesk, 'read'>;
  obstacle(target: string): string | undefined;
}

/** Whether we could speak in a channel: we are in it, it has let us lately, and it is not moderated without a voice for us. */
export async function ircVoice(session: Standing, text: string): Promise<Voice> {
  const { link, modes } = session;
  const channel = link.roster.channel(text);
  const obstacle = session.obstacle(text);
  const isRefused = obstacle !== undefined && obstacle !== notWishedFor;
  if (!channel) return { voice: 'absent', ...(isRefused && { why: obstacle }) };
  const { name, place } = channel;
  if (obstacle !== undefined) return { voice: 'silent', place, why: obstacle };
  const self = [...channel.members.values()].find(
    ({ user }) => user.folded === link.roster.fold(link.self.nick),
  );
  if (self && self.modes !== '') return { voice: 'speaks', place };
  // A server that does not answer is no reason to think that it would keep us quiet.
  const held = await modes.read(name).catch((failure: unknown) => {
    link.log.debug({ problem: messageOf(failure) }, 'The modes of a channel could not be read');
    return new Map<string, string>();
  });
  return held.has('m')
    ? { voice: 'silent', place, why: `${name} is moderated (+m): give ${link.self.nick} a voice` }
    : { voice: 'speaks', place };
}
