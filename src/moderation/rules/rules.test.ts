import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';
import {
  type Enforced,
  type Happening,
  Judge,
  type Rule,
  RuleBook,
  RuleMemory,
  english,
  french,
  readSentence,
  sentenceOf,
} from './index.ts';
import { anyRule } from '../../../test/support/any-rule.ts';

function read(sentence: string): Rule {
  const rule = readSentence(sentence);
  if (!rule.ok) throw new Error(JSON.stringify(rule.error));
  return rule.value;
}

const refusal = (sentence: string) => {
  const read = readSentence(sentence);
  return read.ok ? undefined : read.error;
};

const enforced = (sentence: string, more: Partial<Enforced> = {}): Enforced => ({
  ...{ number: 1, name: 'rule', mode: 'live', rule: read(sentence) },
  ...more,
});

interface Said extends Partial<Omit<Happening, 'author'>> {
  readonly by?: string;
  readonly author?: Partial<Happening['author']>;
}

const happening = ({ by = 'ann', author = {}, ...more }: Said): Happening => ({
  ...{ on: 'message', text: '', space: 's', channel: 'net/#castle', channelName: '#castle' },
  files: [],
  author: { id: by, standing: 'member', hasRole: false, identified: true, ...author },
  ...more,
});

/** Rules in force, and someone who asks them at one moment after the other. */
function force(...rules: readonly (string | Enforced)[]) {
  const book = new RuleBook(
    rules.map((rule, at) => (typeof rule === 'string' ? enforced(rule, { number: at + 1 }) : rule)),
  );
  const judge = new Judge(new RuleMemory({ authors: 16, channels: 4 }));
  return (said: string | Said, nowMs = 1000): readonly number[] =>
    judge
      .judge(book, happening(typeof said === 'string' ? { text: said } : said), nowMs)
      .map(({ rule }) => rule.number);
}

describe('a sentence', () => {
  test('is read into data, and written as it was', () => {
    const sentence =
      'when a message has a link and the author is younger than 7d unless the author is at least a helper then delete it and warn because "No links yet"';

    expect(read(sentence)).toEqual({
      on: ['message'],
      when: [
        { kind: 'count', not: false, of: 'link', least: 1 },
        { kind: 'age', not: false, underMs: 7 * 86_400_000 },
      ],
      then: [{ kind: 'delete' }, { kind: 'warn' }],
      spares: 'helper',
      because: 'No links yet',
    });
    expect(sentenceOf(read(sentence), english)).toBe(sentence);
  });

  test('may be written in more than one way', () => {
    const one = 'When a message or an edit has more than 4 mentions, then warn and ban for 7 days';
    expect(sentenceOf(read(one), english)).toBe(
      'when a message or an edit has at least 5 mentions then warn and ban for 7d',
    );
    expect(read('if a message has 5 or more files then tell staff')).toEqual(
      read('when a message has at least 5 attachments then alert staff'),
    );
  });

  test('is told in French', () => {
    const rule = read(
      'when a message says "kill" and the author sent at least 3 duplicates within 1m then delete it and mute for 10m',
    );
    expect(sentenceOf(rule, french)).toBe(
      'quand un message dit « kill » et l’auteur a envoyé au moins 3 répétitions en 1m, alors le supprimer et rendre muet pour 10m',
    );
  });

  test('any rule is read back from its sentence as it was', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        expect(readSentence(sentenceOf(rule, english))).toEqual({ ok: true, value: rule });
        expect(sentenceOf(rule, french)).toMatch(/^quand [^]+ alors /);
      }),
      { numRuns: 500 },
    );
  });

  test('whatever is typed is read or refused, never a fault', () => {
    const words = 'when a message has link says "x" /a/i and then warn 5 7d , unless or'.split(' ');
    const typed = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...words)).map((all) => all.join(' ')),
    );
    fc.assert(fc.property(typed, (text) => typeof readSentence(text).ok === 'boolean'));
  });

  test.each([
    ['a message has a link', 'when'],
    ['when a letter has a link then warn', 'trigger'],
    ['when a message has links then warn', 'number'],
    ['when a message has a horse then warn', 'countable'],
    ['when a message has a link warn', 'then'],
    ['when a message has a link then dance', 'act'],
    ['when a message has a link then mute for ever', 'duration'],
    ['when a message says kill then warn', 'quoted'],
    ['when a message has a link then warn now', 'end'],
    ['when the author sent', 'trigger'],
  ])('"%s" is refused with what was expected: %s', (sentence, what) => {
    expect(refusal(sentence)).toMatchObject({ key: 'automod.sentence.expected', facts: { what } });
  });

  test.each([
    ['when a message then warn', 'automod.sentence.no-condition'],
    ['when a message says "a" then warn', 'automod.sentence.word'],
    ['when a message says "kill then warn', 'automod.sentence.open'],
    ['when a message matches /(/ then warn', 'automod.pattern.bad'],
    ['when a message matches /a*/ then warn', 'automod.pattern.empty'],
    [
      'when an edit has a link and the author sent 5 links in 1m then warn',
      'automod.sentence.window',
    ],
    ['when a message has a link then mute for 90d', 'automod.sentence.long-mute'],
  ])('"%s" is refused: %s', (sentence, key) => {
    expect(refusal(sentence)?.key).toBe(key);
  });
});

describe('a condition', () => {
  test.each([
    ['has a link', 'see https://example.org/a', 'nothing to see'],
    ['has a link', 'go to example.com now', 'open main.rs or README.md, e.g. this one.Then stop'],
    ['has a link', 'example[.]com/x', 'version 1.2.3'],
    ['has no link', 'nothing', 'https://example.org'],
    ['has a link outside of example.org', 'https://example.com', 'https://www.example.org/x'],
    [
      'has a link to example.co.uk',
      'http://shop.example.co.uk/',
      'http://example.co.uk.example.com/',
    ],
    ['has a link to bad.example', '[name](https://bad.example/x)', 'bad example'],
    ['has an invite', 'join discord.gg/abc', 'discord.gg is a site'],
    ['has at least 3 mentions', '<@1> <@2> @ann', '<@1> mail@example.org @ann'],
    ['has at least 2 emoji', '🎉 <:party:123>', '🎉 ©'],
    ['has at least 3 lines', 'a\nb\nc', 'a\nb'],
    ['has at least 70% capitals', 'STOP SHOUTING now', 'NASA and I'],
    ['has at least 5 stacked marks', 'z̷̡̢̛a̶̢̛l', 'élève, Việt Nam'],
    ['says "kill", "free nitro"', 'fr33 n1tro', 'skill'],
    ['does not say "please"', 'do it', 'do it, please'],
    ['matches /(?:buy|sell) now/i', 'SELL NOW', 'sell it now'],
    ['is in #castle', 'here', ''],
  ])('%s: holds for "%s", not for "%s"', (condition, hit, miss) => {
    const says = force(`when a message ${condition} then warn`);
    expect(says(hit)).toEqual([1]);
    expect(says(condition.includes('#') ? { channelName: '#tower' } : miss)).toEqual([]);
  });

  test('asks about the author: age, role, account', () => {
    const age = force('when a message has no link and the author is younger than 7d then warn');
    expect(age({ author: { ageMs: 86_400_000 } })).toEqual([1]);
    expect(age({ author: { ageMs: 8 * 86_400_000 } })).toEqual([]);
    expect(age({ author: {} })).toEqual([]);
    const role = force('when a message has no link and the author has no role then warn');
    expect(role({ author: { hasRole: true } })).toEqual([]);
    expect(role({ author: { hasRole: false } })).toEqual([1]);
    const account = force('when someone joins and the author is not registered then tell staff');
    expect(account({ on: 'join', author: { identified: false } })).toEqual([1]);
    expect(account({ on: 'join' })).toEqual([]);
  });

  test('looks at file types', () => {
    const says = force('when a message has a file of type exe, scr then delete it');
    expect(says({ files: ['photo.png', 'SETUP.EXE'] })).toEqual([1]);
    expect(says({ files: ['exe.png'] })).toEqual([]);
  });

  test('all of them must hold, and evidence says where', () => {
    const book = new RuleBook([enforced('when a message says "scam" and has a link then warn')]);
    const judge = new Judge(new RuleMemory({ authors: 4, channels: 4 }));
    const text = 'a sc4m at https://example.com';
    const [fired] = judge.judge(book, happening({ text }), 0);

    const spans = fired?.evidence.map(({ span }) => span && text.slice(span.from, span.to));
    expect(spans).toEqual(['sc4m', 'https://example.com']);
    expect(judge.judge(book, happening({ text: 'a sc4m' }), 0)).toEqual([]);
  });

  test('a person of the rank that is spared is let be', () => {
    const says = force(
      'when a message has a link unless the author is at least a helper then warn',
    );
    const text = 'https://example.org';
    expect(says({ text, author: { standing: 'helper' } })).toEqual([]);
    expect(says({ text, author: { standing: 'owner' } })).toEqual([]);
    expect(says({ text })).toEqual([1]);
  });

  test('rules hear only what they listen to', () => {
    const says = force('when an edit or a name says "scam" then warn');
    expect(says({ on: 'message', text: 'scam' })).toEqual([]);
    expect(says({ on: 'edit', text: 'scam' })).toEqual([1]);
    expect(says({ on: 'name', text: '$cam' })).toEqual([1]);
  });
});

describe('over a while', () => {
  test('messages of one author are counted in a window that slides', () => {
    const says = force(
      'when a message has no link and the author sent at least 3 messages within 10s then warn',
    );
    expect([0, 4000, 9000].map((ms) => says('hi', ms))).toEqual([[], [], [1]]);
    expect(says('hi', 14_001)).toEqual([]);
    expect(says({ by: 'bob', text: 'hi' }, 14_002)).toEqual([]);
  });

  test('duplicates are the same text, near-duplicates nearly', () => {
    const same = force(
      'when a message has no link and the author sent at least 2 duplicates within 1m then warn',
    );
    expect([same('Buy my coins', 1), same('buy my coins ', 2), same('something else', 3)]).toEqual([
      [],
      [1],
      [],
    ]);
    const near = force(
      'when a message has no link and the author sent at least 3 near-duplicates within 1m then warn',
    );
    const spam = (word: string) => `Join my new server for daily giveaways and prizes, ${word}`;
    expect(near(spam('ann'), 1)).toEqual([]);
    expect(near(spam('bob!!'), 2)).toEqual([]);
    expect(near('I had a quiet evening with a book about gardens', 3)).toEqual([]);
    expect(near(spam('zed'), 4)).toEqual([1]);
  });

  test('a channel counts what everybody says in it', () => {
    const says = force(
      'when a message has no link and the channel got at least 3 duplicates within 1m then warn',
    );
    const from = (by: string, ms: number) => says({ by, text: 'same words' }, ms);
    expect([from('a', 1), from('b', 2), from('c', 3)]).toEqual([[], [], [1]]);
  });

  test('heat adds up and cools by half in ten minutes', () => {
    const says = force(
      'when a message has a link then add 6 heat',
      'when a message has no horse then warn'.replace(
        'no horse',
        'at least 1 character and the heat is at least 10',
      ),
    );
    expect(says('https://example.org', 0)).toEqual([1]);
    expect(says('https://example.org', 1000)).toEqual([1, 2]);
    expect(says('hello', 60_000)).toEqual([2]);
    expect(says('hello', 600_000)).toEqual([]);
  });

  test('a rule that only watches heats nobody up for those that act', () => {
    const watching = enforced('when a message has a link then add 20 heat', {
      mode: 'shadow',
      number: 1,
    });
    const acting = enforced('when a message has a link and the heat is at least 10 then ban', {
      number: 2,
    });
    const alsoWatching = { ...acting, mode: 'shadow', number: 3 } as const;
    const says = force(watching, acting, alsoWatching);
    expect(says('https://example.org', 0)).toEqual([1, 3]);
    expect(says('https://example.org', 1)).toEqual([1, 3]);
  });

  test('memory is bounded, and a person can be forgotten', () => {
    const memory = new RuleMemory({ authors: 100, channels: 2 });
    const book = new RuleBook([
      enforced(
        'when a message has no link and the author sent at least 2 messages within 1h then add 1 heat',
      ),
    ]);
    const judge = new Judge(memory);
    for (let one = 0; one < 5000; one += 1)
      judge.judge(book, happening({ by: `p${one}`, channel: `c${one}`, text: 'hi' }), one);
    expect([memory.authors.size, memory.channels.size]).toEqual([100, 2]);

    expect(memory.forget('p4999')).toBe(1);
    expect(judge.judge(book, happening({ by: 'p4999', text: 'hi' }), 5001)).toEqual([]);
    expect(judge.judge(book, happening({ by: 'p4998', text: 'hi' }), 5001)).toHaveLength(1);
  });
});

describe('an expression', () => {
  const piece = fc.constantFrom(
    'free',
    'now',
    'skis',
    '\\s+',
    '(?:buy|sell)',
    '(x)?',
    '[a-f]+',
    'a?',
    'o{0,2}',
    '|',
    '.*',
  );
  const source = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
  const said = fc
    .array(
      fc.constantFrom('free', 'FREE', 'now', 'ſkis', 'SKIS', ' ', 'buy', 'sell', 'x', 'abc', 'o'),
    )
    .map((words) => words.join(''));

  test('finds what a slower search without any shortcut finds', () => {
    fc.assert(
      fc.property(source, said, (expression, text) => {
        const rule = readSentence(`when a message matches /${expression}/i then warn`);
        fc.pre(rule.ok);
        const finds = force(`when a message matches /${expression}/i then warn`)(text).length > 0;
        expect(finds).toBe(RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE).test(text));
      }),
      { numRuns: 300 },
    );
  });

  test('made to be slow for others is not', () => {
    const says = force('when a message matches /(a+)+b$/ then warn');
    const startMs = performance.now();
    expect(says('a'.repeat(4000))).toEqual([]);
    expect(performance.now() - startMs).toBeLessThan(2000);
  });
});

test('whatever the rules and the text are, the same question has the same answer', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string());
  fc.assert(
    fc.property(
      fc.array(anyRule, { maxLength: 5 }),
      fc.array(text, { maxLength: 8 }),
      (rules, texts) => {
        const all = rules.map((rule, at): Enforced => ({
          number: at,
          name: '',
          mode: 'live',
          rule,
        }));
        const ask = () => {
          const judge = new Judge(new RuleMemory({ authors: 4, channels: 4 }));
          const book = new RuleBook(all);
          return texts.map((said, ms) => judge.judge(book, happening({ text: said }), ms));
        };
        expect(ask()).toEqual(ask());
      },
    ),
    { numRuns: 100 },
  );
});
