import { isIPv4, isIPv6 } from 'node:net';
import type { ChatAddress, ChatWish } from '../../core/direct-chat.ts';

const malformed: ChatWish = { kind: 'impossible', why: 'malformed' };
const encrypted: ChatWish = { kind: 'impossible', why: 'encrypted' };

const maxIpv4 = 0xffff_ffff;
const maxPort = 65_535;

/**
 * What a CTCP request says about talking directly: `DCC CHAT chat <address> <port> [token]` (port 0: the other side shall
 * listen) or `CHAT`. Undefined when it is about something else, files included. Never throws, whatever comes.
 */
export function readChatWish(request: string): ChatWish | undefined {
  const [verb = '', kind = '', ...rest] = request.split(' ').filter((word) => word !== '');
  if (verb.toUpperCase() === 'CHAT') return { kind: 'listen' };
  if (verb.toUpperCase() !== 'DCC') return undefined;
  if (kind.toUpperCase() === 'SCHAT') return encrypted;
  return kind.toUpperCase() === 'CHAT' ? readOffer(rest) : undefined;
}

/** The word after CHAT is "chat" by custom and means nothing. */
function readOffer([, address = '', portText = '', token]: readonly string[]): ChatWish {
  const port = readPort(portText);
  if (port === undefined || !isToken(token)) return malformed;
  if (port === 0) return token === undefined ? malformed : { kind: 'listen', token };
  const host = readAddress(address);
  if (host === undefined) return malformed;
  return { kind: 'connect', host, port, ...(token !== undefined && { token }) };
}

/** IPv4 as one number, as the protocol has it, or dotted, as some clients write it; IPv6 in colons, without a zone. */
function readAddress(text: string): string | undefined {
  if (/^\d{1,10}$/.test(text)) return dotted(Number(text));
  if (isIPv4(text)) return text;
  return isIPv6(text) && !text.includes('%') ? text.toLowerCase() : undefined;
}

const dotted = (number: number): string | undefined =>
  number > maxIpv4
    ? undefined
    : [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255].join('.');

function readPort(text: string): number | undefined {
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port <= maxPort ? port : undefined;
}

/** It goes back onto the wire as it came, so nothing but letters and digits is taken. */
const isToken = (text: string | undefined): boolean =>
  text === undefined || /^[A-Za-z0-9]{1,32}$/.test(text);

/** The same as a CTCP request of ours. */
export function chatOffer({
  host,
  port,
  token,
}: ChatAddress & { readonly token?: string }): string {
  const address = isIPv4(host) ? String(numberOf(host)) : host;
  return ['DCC', 'CHAT', 'chat', address, port, ...(token === undefined ? [] : [token])].join(' ');
}

const numberOf = (ipv4: string): number =>
  ipv4.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
