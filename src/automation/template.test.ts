import { describe, expect, test } from 'vitest';
import { seededRandom } from '../base/random.ts';
import { Templates, longestOutput } from './template.ts';

const templates = new Templates(seededRandom(5));
const values = {
  person: { name: 'ann', mention: '<@1>', id: 'discord:1' },
  ...{ space: { name: 'Castle' }, args: 'a b', words: ['a', 'b'], count: 3 },
};
const render = (source: string, more: Readonly<Record<string, string>> = {}) =>
  templates.render(source, { ...values, ...more });
const said = (source: string, more: Readonly<Record<string, string>> = {}): string => {
  const rendered = render(source, more);
  return rendered.ok ? rendered.value : rendered.error.key;
};
const known = new Set(Object.keys(values));

describe('a template', () => {
  test('puts in what it names, and things by their name', () => {
    expect(said('Hi {{ person }} of {{ space.name }}, {{ count }} {{ words }}')).toBe(
      'Hi ann of Castle, 3 a b',
    );
    expect(said('{% if count > 2 %}many{% else %}few{% endif %}')).toBe('many');
    expect(said('{{ args | upcase }} {{ words | last | default: "x" }}')).toBe('A B b');
  });

  test('picks by chance from a list or from what is set apart', () => {
    const picked = new Set(Array.from({ length: 40 }, () => said('{{ "heads | tails" | pick }}')));
    expect(picked).toEqual(new Set(['heads', 'tails']));
    expect(['a', 'b']).toContain(said('{{ words | pick }}'));
  });

  test('is refused with what is wrong where it is made', () => {
    expect(templates.check('Hi {{ person }}', known)).toEqual({ ok: true, value: undefined });
    expect(templates.check('Hi {{ persn }}', known)).toMatchObject({
      error: { key: 'automation.template.name', facts: { name: 'persn' } },
    });
    for (const bad of ['{{ person', '{% if %}', '{{ count | nothing }}', '{% for %}x'])
      expect(templates.check(bad, known).ok, bad).toBe(false);
  });
});

describe('a hostile template', () => {
  test.each([
    '{% for a in (1..100000) %}x{% endfor %}',
    '{% for a in (1..900) %}{% for b in (1..900) %}{% for c in (1..900) %}{% assign d = c %}{% endfor %}{% endfor %}{% endfor %}',
    '{% for a in (1..1000000000) %}{% endfor %}',
    '{% assign s = "xxxxxxxxxx" %}{% for a in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ s }}',
    '{% assign s = "xx" %}{% for a in (1..40) %}{% assign s = s | replace: "x", s %}{% endfor %}{{ s | size }}',
    '{% assign s = words %}{% for a in (1..40) %}{% assign s = s | concat: s %}{% endfor %}{{ s | size }}',
    '{% for a in (1..40) %}{% for b in (1..40) %}{{ args }}{% endfor %}{% endfor %}',
  ])('that goes on for ever or says too much ends at once: %s', (source) => {
    const startMs = performance.now();
    const rendered = render(source);

    expect(rendered.ok).toBe(false);
    expect(performance.now() - startMs).toBeLessThan(1000);
  });

  test('reaches nothing but what it is given', () => {
    expect(said('{{ person.constructor }}{{ person.__proto__ }}{{ person.toString }}')).toBe('');
    expect(said('{{ words.constructor.constructor }}{{ args.constructor }}')).toBe('');
    expect(said('{{ constructor }}{{ globalThis }}{{ process.env }}{{ this }}')).toBe('');
    expect(said('{{ person["constructor"]["prototype"] }}{{ "x".constructor }}')).toBe('');
  });

  test.each([
    '{% include "/etc/passwd" %}',
    '{% render "/etc/passwd" %}',
    '{% layout "/etc/passwd" %}',
    '{% liquid echo person %}',
    '{% raw %}{{ person }}{% endraw %}',
    '{{ args | raw }}',
    '{{ args | date: "%1000000000Y" }}',
    '{{ person | json }}',
    '{% capture x %}{% endcapture %}',
  ])('has no way to files, clocks, or past the escaping: %s', (source) => {
    expect(templates.check(source, known).ok).toBe(false);
    expect(render(source).ok).toBe(false);
  });

  test('gets values that format nothing and call nobody', () => {
    const args = '**bold** `code` @everyone @here <@&42> <@7>';
    const text = said('{{ args }}', { args });

    expect(text).toContain('\\*\\*bold\\*\\* \\`code\\`');
    expect(text).not.toContain('@everyone');
    expect(text).not.toContain('@here');
    expect(text).not.toContain('<@&42>');
    expect(
      said('{{ args | replace: "x", "" | append: "@everyone" }}', { args: 'x' }),
    ).not.toContain('@everyone');
  });

  test('cannot be longer than a message', () => {
    expect(said('{{ args }}', { args: 'x'.repeat(longestOutput + 1) })).toBe(
      'automation.template.long',
    );
    expect(templates.check('x'.repeat(2000), known).ok).toBe(false);
  });
});
