import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Isupport } from './isupport.ts';
import { modeChanges } from './mode-changes.ts';

const of = (...tokens: string[]) => {
  const isupport = new Isupport();
  isupport.take(tokens);
  return isupport;
};

test('without any token the protocol’s own defaults hold', () => {
  const { prefixes, chanTypes, lineLength, nickLength, monitor, whox, utf8Only } = of();
  expect({ prefixes, chanTypes, lineLength, nickLength, monitor, whox, utf8Only }).toEqual({
    prefixes: { modes: 'ov', signs: '@+' },
    chanTypes: '#&',
    lineLength: 512,
    nickLength: 9,
    monitor: 0,
    whox: false,
    utf8Only: false,
  });
});

test('reads values, value-less tokens, escapes, and takes tokens back', () => {
  const it = of(
    'PREFIX=(qaohv)~&@%+',
    'CHANTYPES=#',
    'LINELEN=2048',
    'MONITOR',
    'WHOX',
    'BOT=B',
    'UTF8ONLY',
    'NETWORK=A\\x20B',
    'STATUSMSG=@+',
  );
  expect(it.prefixes).toEqual({ modes: 'qaohv', signs: '~&@%+' });
  expect([it.lineLength, it.monitor, it.whox, it.botMode, it.utf8Only, it.network]).toEqual([
    2048,
    100,
    true,
    'B',
    true,
    'A B',
  ]);
  expect([it.isChannel('&x'), it.channelIn('@+#x'), it.channelIn('@x'), it.channelIn('')]).toEqual([
    false,
    '#x',
    undefined,
    undefined,
  ]);
  it.take(['-LINELEN', '-BOT', '-PREFIX', '-NEVER']);
  expect([it.lineLength, it.botMode, it.prefixes.modes]).toEqual([512, '', 'ov']);
});

test('knows how many channels one JOIN may name', () => {
  const counts = ['TARGMAX=PRIVMSG:3,JOIN:4', 'TARGMAX=JOIN:', 'TARGMAX=JOIN:0', 'TARGMAX'].map(
    (token) => of(token).joinsPerLine,
  );
  expect(counts).toEqual([4, 10, 1, 10]);
});

test('says when names must be folded again', () => {
  const it = of();
  expect(it.take(['NICKLEN=30'])).toBe(false);
  expect(it.take(['CASEMAPPING=ascii'])).toBe(true);
  expect(it.take(['CASEMAPPING=ascii'])).toBe(false);
});

test('nonsense leaves it usable', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string(),
          fc.constantFrom(
            'PREFIX',
            'PREFIX=(ov)@',
            'CHANMODES',
            'LINELEN=-1',
            'NICKLEN=1e9',
            'MODES=',
            '__proto__=x',
          ),
        ),
      ),
      (tokens) => {
        const it = of(...tokens);
        expect(it.prefixes.modes).toHaveLength(it.prefixes.signs.length);
        expect(it.lineLength).toBeGreaterThanOrEqual(512);
        expect(modeChanges(it, ['+abklov-ovk', 'x'])).toHaveLength(9);
      },
    ),
  );
});

test('gives each mode its parameter', () => {
  const it = of('PREFIX=(qohv)~@%+', 'CHANMODES=beI,k,l,imnpst');
  expect(modeChanges(it, ['+qoh-v+l', 'a', 'b', 'c', 'd', '5'])).toEqual([
    { added: true, letter: 'q', param: 'a' },
    { added: true, letter: 'o', param: 'b' },
    { added: true, letter: 'h', param: 'c' },
    { added: false, letter: 'v', param: 'd' },
    { added: true, letter: 'l', param: '5' },
  ]);
  expect(modeChanges(it, ['-kl+Zm'])).toEqual([
    { added: false, letter: 'k' },
    { added: false, letter: 'l' },
    { added: true, letter: 'Z' },
    { added: true, letter: 'm' },
  ]);
  expect(modeChanges(it, [])).toEqual([]);
});
