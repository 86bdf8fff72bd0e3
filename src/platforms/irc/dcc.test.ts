import fc from 'fast-check';
import { isIPv4, isIPv6 } from 'node:net';
import { describe, expect, test } from 'vitest';
import { chatOffer, readChatWish } from './dcc.ts';

describe('a CTCP request about a direct chat', () => {
  test.each([
    ['DCC CHAT chat 2130706433 5000', { kind: 'connect', host: '127.0.0.1', port: 5000 }],
    ['DCC CHAT CHAT 4294967295 65535', { kind: 'connect', host: '255.255.255.255', port: 65535 }],
    ['dcc chat chat 3325256711 1', { kind: 'connect', host: '198.51.100.7', port: 1 }],
    ['DCC CHAT chat 198.51.100.7 5000', { kind: 'connect', host: '198.51.100.7', port: 5000 }],
    ['DCC CHAT chat 2001:DB8::7 5000', { kind: 'connect', host: '2001:db8::7', port: 5000 }],
    [
      'DCC CHAT chat 2130706433 5000 17',
      { kind: 'connect', host: '127.0.0.1', port: 5000, token: '17' },
    ],
    ['DCC CHAT chat 2130706433 0 17', { kind: 'listen', token: '17' }],
    ['CHAT', { kind: 'listen' }],
    ['CHAT chat', { kind: 'listen' }],
    ['DCC SCHAT chat 2130706433 5000', { kind: 'impossible', why: 'encrypted' }],
  ])('%s', (request, wish) => {
    expect(readChatWish(request)).toEqual(wish);
  });

  test.each([
    'DCC CHAT',
    'DCC CHAT chat',
    'DCC CHAT chat 2130706433',
    'DCC CHAT chat 4294967296 5000',
    'DCC CHAT chat 99999999999 5000',
    'DCC CHAT chat -1 5000',
    'DCC CHAT chat localhost 5000',
    'DCC CHAT chat fe80::1%eth0 5000',
    'DCC CHAT chat 1.2.3 5000',
    'DCC CHAT chat 2130706433 65536',
    'DCC CHAT chat 2130706433 +5',
    'DCC CHAT chat 2130706433 0x50',
    'DCC CHAT chat 2130706433 0',
    'DCC CHAT chat 2130706433 0 :x',
    'DCC CHAT chat 2130706433 5000 a\u0001b',
  ])('makes no sense: %s', (request) => {
    expect(readChatWish(request)).toEqual({ kind: 'impossible', why: 'malformed' });
  });

  test.each(['VERSION', 'DCC SEND file.exe 2130706433 5000 17', 'DCC', '', 'CHATTER', 'DCC XMIT'])(
    'is about something else: %s',
    (request) => {
      expect(readChatWish(request)).toBeUndefined();
    },
  );

  test('never throws, and what it finds is always an address and a port', () => {
    const words = fc.oneof(fc.string(), fc.constantFrom('DCC', 'CHAT', 'chat', '0', '5000', '::'));
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (some) => {
        const wish = readChatWish(some.join(' '));
        if (wish?.kind !== 'connect') return;
        expect(isIPv4(wish.host) || isIPv6(wish.host)).toBe(true);
        expect(wish.port).toBeGreaterThan(0);
        expect(wish.port).toBeLessThanOrEqual(65_535);
      }),
      { numRuns: 2000 },
    );
  });

  test('what we offer is read by the other side as it was meant', () => {
    const host = fc.oneof(
      fc.ipV4(),
      fc.ipV6().filter((address) => !address.includes('%')),
    );
    const token = fc.option(fc.stringMatching(/^\d{1,5}$/), { nil: undefined });
    fc.assert(
      fc.property(host, fc.integer({ min: 1, max: 65_535 }), token, (address, port, given) => {
        const offer = { host: address.toLowerCase(), port, ...(given && { token: given }) };
        expect(readChatWish(chatOffer(offer))).toEqual({ kind: 'connect', ...offer });
      }),
    );
  });
});
