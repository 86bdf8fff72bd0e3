import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Action, Card } from '../../../core/card.ts';
import { bodyFrom } from './from-card.ts';
import { limits } from './limits.ts';

const text = (maxLength: number) => fc.string({ unit: 'grapheme', maxLength });
const longText = fc.oneof(
  text(60),
  fc.integer({ min: 0, max: 7_000 }).map((length) => 'word * _ '.repeat(1 + length / 9)),
);

const button = fc.record({
  kind: fc.constant('button' as const),
  id: fc.string({ maxLength: 120 }),
  label: text(120),
  disabled: fc.boolean(),
});
const link = fc.record({
  kind: fc.constant('link' as const),
  label: text(90),
  url: fc.oneof(fc.webUrl(), fc.string(), fc.constant(`https://x.example/${'a'.repeat(600)}`)),
});
const select = fc.record({
  kind: fc.constant('select' as const),
  id: fc.string({ maxLength: 110 }),
  placeholder: text(200),
  options: fc.array(
    fc.record({
      value: fc.string({ maxLength: 110 }),
      label: text(120),
      description: text(120),
      chosen: fc.boolean(),
    }),
    { maxLength: 40 },
  ),
});
const action: fc.Arbitrary<Action> = fc.oneof(button, link, select);

const card: fc.Arbitrary<Card> = fc.record(
  {
    say: longText,
    title: longText,
    lines: fc.array(longText, { maxLength: 6 }),
    fields: fc.array(fc.record({ name: longText, value: longText, inline: fc.boolean() }), {
      maxLength: 40,
    }),
    footer: longText,
    tone: fc.constantFrom('plain', 'info', 'success', 'warning', 'error', 'menu'),
    actions: fc.array(fc.array(action, { maxLength: 8 }), { maxLength: 8 }),
  },
  { requiredKeys: [] },
);

const within = (shown: string | undefined, max: number) => {
  if (shown === undefined) return;
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.length).toBeLessThanOrEqual(max);
  expect(shown.isWellFormed()).toBe(true);
};

test('no card whatsoever breaks a limit of Discord', () => {
  fc.assert(
    fc.property(card, (made) => {
      const { content, embeds, components } = bodyFrom(made, '1');
      expect(content.length).toBeLessThanOrEqual(limits.content);
      expect(content.trim() !== '' || embeds.length > 0).toBe(true);
      for (const embed of embeds) {
        within(embed.title, limits.embedTitle);
        within(embed.description, limits.embedDescription);
        within(embed.footer?.text, limits.embedFooter);
        expect(embed.fields?.length ?? 0).toBeLessThanOrEqual(limits.embedFields);
        const fields = (embed.fields ?? []).map(({ name, value }) => {
          within(name, limits.fieldName);
          within(value, limits.fieldValue);
          return name.length + value.length;
        });
        const rest = [embed.title, embed.description, embed.footer?.text].map(
          (part) => part?.length ?? 0,
        );
        const total = [...fields, ...rest].reduce((sum, length) => sum + length, 0);
        expect(total).toBeLessThanOrEqual(limits.embedTotal);
      }
      expect(components.length).toBeLessThanOrEqual(limits.rows);
      const ids: string[] = [];
      for (const row of components) {
        expect(row.components.length).toBeGreaterThan(0);
        expect(row.components.length).toBeLessThanOrEqual(limits.buttonsPerRow);
        const selects = row.components.filter((component) => 'options' in component);
        expect(selects.length === 0 || row.components.length === 1).toBe(true);
        for (const component of row.components) {
          if ('custom_id' in component) {
            within(component.custom_id, limits.customId);
            ids.push(component.custom_id);
          }
          if ('label' in component) within(component.label, limits.buttonLabel);
          if ('url' in component) within(component.url, limits.linkUrl);
        }
        for (const menu of selects) {
          within(menu.placeholder, limits.selectPlaceholder);
          expect(menu.options.length).toBeGreaterThan(0);
          expect(menu.options.length).toBeLessThanOrEqual(limits.selectOptions);
          expect(new Set(menu.options.map(({ value }) => value)).size).toBe(menu.options.length);
          expect(menu.options.filter((option) => option.default).length).toBeLessThanOrEqual(1);
          for (const option of menu.options) {
            within(option.value, limits.selectText);
            within(option.label, limits.selectText);
            within(option.description, limits.selectText);
          }
        }
      }
      expect(new Set(ids).size).toBe(ids.length);
    }),
    { numRuns: 300 },
  );
});

test('one sentence is plain content', () => {
  expect(bodyFrom({ say: '**hi**', tone: 'error' })).toMatchObject({
    content: '**hi**',
    embeds: [],
  });
});

test('nobody is pinged but the one who is answered', () => {
  expect(bodyFrom({ say: '@everyone' }).allowed_mentions).toEqual({
    parse: [],
    replied_user: false,
  });
  expect(bodyFrom({ say: '<@7> hi' }, '7').allowed_mentions).toEqual({
    parse: [],
    users: ['7'],
    replied_user: false,
  });
});

test.each([
  ['success', 0x00ff00],
  ['error', 0xff0000],
  ['warning', 0xffff00],
  ['info', 0x5865f2],
  ['menu', 0x2b2d31],
  ['plain', undefined],
] as const)('the tone %s has its colour', (tone, color) => {
  expect(bodyFrom({ title: 'x', tone }).embeds[0]?.color).toBe(color);
});

test('what has no room is counted', () => {
  const fields = Array.from({ length: 30 }, (_, at) => ({ name: `n${at}`, value: 'v' }));
  const shown = bodyFrom({ title: 'x', fields }).embeds[0]?.fields ?? [];
  expect(shown).toHaveLength(25);
  expect(shown.at(-1)).toEqual({ name: '…', value: '+6' });

  const row = (at: number) => [{ kind: 'button' as const, id: `b${at}`, label: 'B' }];
  const { content, components } = bodyFrom({ say: 'x', actions: [0, 1, 2, 3, 4, 5, 6].map(row) });
  expect(components).toHaveLength(5);
  expect(content).toBe('x\n… +2');
});

test('a row of six buttons becomes two rows', () => {
  const six = Array.from({ length: 6 }, (_, at) => ({
    kind: 'button' as const,
    id: `b${at}`,
    label: `${at}`,
  }));
  expect(
    bodyFrom({ say: 'x', actions: [six] }).components.map((row) => row.components.length),
  ).toEqual([5, 1]);
});
