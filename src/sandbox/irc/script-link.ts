import { fromWire } from './bytes.ts';
import { capability } from './capabilities.ts';
import { Hearing, type Heard } from './heard.ts';
import { nickOf, type Line } from './line.ts';
import type { Link, User } from './model.ts';
import type { Network } from './network.ts';
import { Ring } from './ring.ts';

const inboxLines = 500;

/** Where the lines for a scripted person go: into what the person heard. */
export class ScriptLink implements Link {
  /** The echo of the person's own words is for the Playground. */
  caps = capability['message-tags'] | capability['server-time'] | capability['echo-message'];
  /** Whose link this is. */
  self: User | undefined;
  readonly hearing = new Hearing<Heard>(tellHeard);
  /** Notices and private messages to and from this person, for the Playground. */
  readonly inbox = new Ring<Line>(inboxLines);
  /** Numerics and other replies to the last command. */
  readonly replies: Line[] = [];
  /** Called with each line that goes into the inbox. */
  onInbox: (line: Line) => void = () => {};
  onClose: (reason: string) => void = () => {};

  deliver(line: Line): void {
    if (line.command === 'PRIVMSG' || line.command === 'NOTICE') this.#hear(line);
    else if (/^[45]\d\d$|^FAIL$/.test(line.command)) this.replies.push(line);
  }

  close(reason: string): void {
    this.onClose(reason);
  }

  #keep(line: Line): void {
    this.inbox.push(line);
    this.onInbox(line);
  }

  #hear(line: Line): void {
    const heard = heardFrom(line);
    if (heard.channel === undefined) this.#keep(line);
    if (heard.from !== this.self?.nick) this.hearing.add(heard);
  }
}

/** CTCP is wrapped in the control character 1, the last of which may be missing. */
const ctcp = /^\x01(\S+) ?(.*?)\x01?$/s;

/** A PRIVMSG or NOTICE as a script wants to see it. */
export function heardFrom(line: Line): Heard {
  const [target = '', text = ''] = line.params;
  return {
    ...readText(text, line.command),
    channel: /[#&]/.test(target.slice(0, 2)) ? fromWire(target) : undefined,
    from: nickOf(line.source),
    tags: readTags(line.facts.clientTags ?? ''),
    atMs: Date.parse(line.facts.time),
  };
}

function readText(text: string, command: string): Pick<Heard, 'kind' | 'text'> {
  const wrapped = ctcp.exec(text);
  if (!wrapped) return { kind: command === 'NOTICE' ? 'notice' : 'message', text: fromWire(text) };
  const [, verb, rest = ''] = wrapped;
  if (verb === 'ACTION' && command === 'PRIVMSG') return { kind: 'action', text: fromWire(rest) };
  return { kind: 'ctcp', text: fromWire(text.replaceAll('\x01', '')) };
}

function readTags(raw: string): Record<string, string> {
  const pairs = raw.split(';').filter((tag) => tag !== '');
  return Object.fromEntries(
    pairs.map((tag) => {
      const at = tag.indexOf('=');
      return at < 0 ? [tag, ''] : [tag.slice(0, at), fromWire(tag.slice(at + 1))];
    }),
  );
}

const tellHeard = ({ kind, channel, from, text }: Heard): string =>
  `${kind} ${channel ?? '(to this person alone)'} <${from}> ${JSON.stringify(text)}`;

export interface ScriptedUser {
  readonly nick: string;
  readonly username?: string;
  readonly host?: string;
  readonly realname?: string;
  readonly account?: string | undefined;
  readonly server?: string;
  readonly modes?: readonly string[];
  readonly service?: boolean;
}

/** A user without a socket. */
export function scriptedUser(net: Network, link: Link, about: ScriptedUser): User {
  const nowMs = net.clock.now();
  const host = about.host ?? `${about.nick}.users.sandbox.test`;
  return {
    nick: about.nick,
    username: about.username ?? about.nick.slice(0, 10),
    host,
    realHost: host,
    realname: about.realname ?? about.nick,
    server: about.server ?? net.rules.serverName,
    account: about.account,
    away: undefined,
    modes: new Set(about.modes ?? []),
    channels: new Set(),
    monitored: new Map(),
    link,
    signonAtMs: nowMs,
    lastSpokeAtMs: nowMs,
    certificate: undefined,
    secure: false,
    service: about.service ?? false,
  };
}
