import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isServer, nickOf, parseLine, tagOf, userHostOf } from './line-parser.ts';

test('cuts tags, source, command and parameters', () => {
  expect(parseLine('@a=1;b :ann!a@h PRIVMSG #c :hello there')).toEqual({
    tags: 'a=1;b',
    source: 'ann!a@h',
    command: 'PRIVMSG',
    params: ['#c', 'hello there'],
  });
  expect(parseLine('ping  x   :  y ')).toEqual({
    tags: '',
    source: '',
    command: 'PING',
    params: ['x', '  y '],
  });
  expect(parseLine(':s 366 me #c :')?.params).toEqual(['me', '#c', '']);
  expect(parseLine(':s 366 me #c ')?.params).toEqual(['me', '#c']);
});

test.each(['', ' ', ':', '@', ':only', '@tags', '@tags :source', '@tags :source  '])(
  'finds no command in "%s"',
  (text) => {
    expect(parseLine(text)).toBeUndefined();
  },
);

const word = fc.stringMatching(/^[^\s:@\0][^\s\0]{0,12}$/);

test('reads back every line that is put together by the rules', () => {
  fc.assert(
    fc.property(
      fc.record({
        tags: fc.option(word, { nil: '' }),
        source: fc.option(word, { nil: '' }),
        command: fc.stringMatching(/^[A-Z]{1,8}$/),
        middles: fc.array(word, { maxLength: 12 }),
        last: fc.option(fc.stringMatching(/^[^\r\n\0]{0,40}$/), { nil: undefined }),
      }),
      ({ tags, source, command, middles, last }) => {
        const text = [
          tags && `@${tags}`,
          source && `:${source}`,
          command,
          ...middles,
          ...(last === undefined ? [] : [`:${last}`]),
        ]
          .filter((part) => part !== '')
          .join(' ');
        const params = last === undefined ? middles : [...middles, last];
        expect(parseLine(text)).toEqual({ tags, source, command, params });
      },
    ),
  );
});

test('never throws, whatever comes', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string({ unit: fc.constantFrom(' ', ':', '@', ';', '=', 'a', '\\', '!') }),
      ),
      (text) => {
        const line = parseLine(text);
        if (line) tagOf(line.tags, 'a');
        nickOf(text);
        userHostOf(text);
      },
    ),
    { numRuns: 2000 },
  );
});

test('looks up tags: escaped, empty, missing, twice, and those whose names are only alike', () => {
  const tags = 'time=now;+x=a\\:b\\s\\\\c\\n\\q\\;empty=;flag;xtime=no;time=later;__proto__=p';
  expect(tagOf(tags, 'time')).toBe('later');
  expect(tagOf(tags, '+x')).toBe('a;b \\c\nq');
  expect(tagOf(tags, 'empty')).toBe('');
  expect(tagOf(tags, 'flag')).toBe('');
  expect(tagOf(tags, 'tim')).toBeUndefined();
  expect(tagOf(tags, '__proto__')).toBe('p');
  expect(tagOf(tags, 'constructor')).toBeUndefined();
});

test('tells people from servers', () => {
  expect(nickOf('ann!a@h')).toBe('ann');
  expect(nickOf('ann@h')).toBe('ann');
  expect(userHostOf('ann!a@b@h')).toEqual({ user: 'a@b', host: 'h' });
  expect(userHostOf('ann')).toBeUndefined();
  expect([isServer('irc.net'), isServer(''), isServer('ann'), isServer('a.b!x@y')]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
