import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressKey, isPublicAddress } from './addresses.ts';

describe('an address that the bot may connect to unasked', () => {
  test.each(['8.8.8.8', '93.184.216.34', '172.15.255.255', '172.32.0.1', '2606:4700::1'])(
    'is public: %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.255', '169.254.169.254'],
    ...['172.16.0.1', '172.31.255.255', '192.168.0.1', '192.0.2.1', '198.18.0.1', '203.0.113.9'],
    ...['224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1'],
    ...['fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '2001::1', '2001:db8::1', '2002:7f00:1::'],
    ...['localhost', '', '8.8.8', '2130706433'],
  ])('is not: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('whom a failure counts for', () => {
  test('is one IPv4 address', () => {
    expect(addressKey('198.51.100.7')).toBe('198.51.100.7');
  });

  test('is the whole /64 of IPv6, however it is written', () => {
    const written = ['2606:4700:0:12::1', '2606:4700:0000:0012:0:0:0:9', '2606:4700:0:12:ffff::'];
    expect(new Set(written.map(addressKey))).toEqual(new Set(['2606:4700:0:12']));
    expect(addressKey('2606:4700:0:13::1')).not.toBe(addressKey('2606:4700:0:12::1'));
  });

  test('is the same for all 2^64 addresses of a customer', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.ipV6(), (one, other) => {
        const [key, otherKey] = [addressKey(one), addressKey(other)];
        expect(key.split(':')).toHaveLength(4);
        expect(addressKey(`${key}::7`)).toBe(key);
        if (one === other) expect(key).toBe(otherKey);
      }),
    );
  });
});
