import { isIPv6 } from 'node:net';

export interface KeyRules {
  /** Judge IRC hosts together that lie in one IPv6 /64 or under one cloak prefix. */
  readonly groupHosts: boolean;
}

const hostActor = /^irc:[a-z0-9-]+:host:/u;
/** What changes from connection to connection at the end of a cloak: `…/x-abc123`, `….ip`, `/session`. */
const cloakTail = /\/(?:[^/]*\.)?(?:x-[^/]+|ip\.[^/]+|session|[0-9a-f]{6,})$/u;

/**
 * What the guard counts an actor under: the stable id. With `groupHosts`, IRC people without an account who come
 * from one /64 or one cloak prefix, whatever user name they choose, are one; an address that a cloak or a gateway
 * writes with dashes counts too.
 */
export function actorKey(id: string, { groupHosts }: KeyRules): string {
  const match = groupHosts ? hostActor.exec(id) : null;
  if (!match) return id;
  const host = id.slice(id.lastIndexOf('@') + 1);
  const group = networkOf(host) ?? prefixOf(host);
  return group === undefined ? id : `${match[0]}*@${group}`;
}

/** The /64 that an IPv6 address lies in; undefined for what is none. */
export function networkOf(host: string): string | undefined {
  // IRC writes an address that begins with a colon as `0::1`.
  if (!isIPv6(host)) return undefined;
  const [head = '', tail = ''] = host.split('::');
  const front = head.split(':').filter(Boolean);
  if (host.includes('::')) {
    const back = tail.split(':').filter(Boolean);
    const width = back.at(-1)?.includes('.') === true ? back.length + 1 : back.length;
    while (front.length + width < 8) front.push('0');
    front.push(...back);
  }
  const net = front.slice(0, 4).map((part) => Number.parseInt(part, 16).toString(16));
  return `${net.join(':')}::/64`;
}

function prefixOf(host: string): string | undefined {
  const tail = cloakTail.exec(host);
  return tail ? `${host.slice(0, tail.index)}/*` : undefined;
}
