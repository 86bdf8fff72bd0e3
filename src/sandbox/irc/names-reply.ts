import { capability } from './capabilities.ts';
import { maskOf, type Channel, type User } from './model.ts';
import type { Network } from './network.ts';

/** 353 in as many lines as it takes, and 366. */
export function sendNames(net: Network, reader: User, channel: Channel): void {
  const sign = channel.flags.has('s') ? '@' : '=';
  const room = net.rules.lineBytes - 60 - reader.nick.length - channel.name.length;
  for (const names of packed(visibleNames(net, reader, channel), room)) {
    net.numeric(reader, '353', sign, channel.name, names);
  }
  net.numeric(reader, '366', channel.name, 'End of /NAMES list.');
}

function visibleNames(net: Network, reader: User, channel: Channel): string[] {
  const { caps } = reader.link;
  const inside = channel.members.has(reader);
  const names: string[] = [];
  for (const [user, modes] of channel.members) {
    if (!inside && user.modes.has('i')) continue;
    const signs = net.prefixes.signsOf(modes, (caps & capability['multi-prefix']) !== 0);
    names.push(`${signs}${caps & capability['userhost-in-names'] ? maskOf(user) : user.nick}`);
  }
  return names;
}

/** Words in lines of at most `room` bytes. */
export function packed(words: readonly string[], room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(line);
  return lines;
}
