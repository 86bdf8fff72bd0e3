import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IPv4 that leads to no machine of the public network: this one, private ones, groups, examples (RFC 6890 and its registry). */
const closedIpv4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;

/** Inside the one block of IPv6 that is public: tunnels, which carry other addresses, and examples. */
const closedIpv6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const closed = new BlockList();
for (const [net, bits] of closedIpv4) closed.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of closedIpv6) closed.addSubnet(net, bits, 'ipv6');

const publicIpv6 = new BlockList();
publicIpv6.addSubnet('2000::', 3, 'ipv6');

/**
 * Whether an address is one of a machine on the public network. Only to those does the bot connect unasked: an offer
 * could otherwise make it knock at doors inside its own network.
 */
export function isPublicAddress(host: string): boolean {
  if (isIPv4(host)) return !closed.check(host, 'ipv4');
  return isIPv6(host) && publicIpv6.check(host, 'ipv6') && !closed.check(host, 'ipv6');
}

/** Whom failures are counted for: one IPv6 customer has 2^64 addresses, and all of them count as one. */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  const [front = '', back = ''] = address.split('%', 1)[0]?.split('::') ?? [];
  const [head, tail] = [groupsOf(front), groupsOf(back)];
  const zeros = address.includes('::') ? Math.max(0, 8 - head.length - tail.length) : 0;
  const all = [...head, ...Array.from({ length: zeros }, () => '0'), ...tail];
  return all
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}

/** Dotted IPv4 at the end stands for two groups. */
const groupsOf = (text: string): readonly string[] =>
  text
    .split(':')
    .filter((group) => group !== '')
    .flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]));
