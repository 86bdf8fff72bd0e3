import fc from 'fast-check';
import { expect, test } from 'vitest';
import { silentLog } from '../../../base/log.ts';
import type { SlashCommand, SlashOption } from '../../../core/platform.ts';
import type { ApiCall } from '../api.ts';
import { apiCommands, canonical, declareCommands } from './commands.ts';

const name = fc.stringMatching(/^[a-z]{1,12}$/);
const option: fc.Arbitrary<SlashOption> = fc.record(
  {
    name,
    description: fc.string({ maxLength: 150 }),
    type: fc.constantFrom('text', 'integer', 'number', 'boolean', 'actor', 'channel', 'role'),
    required: fc.boolean(),
    completes: fc.boolean(),
    min: fc.integer({ min: -5, max: 5 }),
    max: fc.integer({ min: 6, max: 9 }),
  },
  { requiredKeys: ['name', 'description', 'type', 'required'] },
);
const command: fc.Arbitrary<SlashCommand> = fc.record({
  name,
  description: fc.string({ maxLength: 150 }),
  options: fc.array(option, { maxLength: 30 }),
  direct: fc.boolean(),
});
const commands = fc.uniqueArray(command, { selector: (one) => one.name, maxLength: 6 });

/** As Discord lists it: with what it fills in, and `false` and `[]` left out. */
const listed = (declared: ReturnType<typeof apiCommands>) =>
  declared.map(({ options, ...rest }) => ({
    ...rest,
    id: '1',
    version: '2',
    default_member_permissions: null,
    nsfw: false,
    ...(options.length > 0 && {
      options: options.map(({ required, ...one }) => ({ ...one, ...(required && { required }) })),
    }),
  }));

function fakeApi(answer: unknown) {
  const calls: ApiCall[] = [];
  const call = (made: ApiCall) => {
    calls.push(made);
    return Promise.resolve(made.method === 'Get' ? answer : undefined);
  };
  return { calls, call };
}

test('what the API lists of our own declaration is no difference, in whatever order', () => {
  fc.assert(
    fc.property(commands, (made) => {
      const declared = apiCommands(made);
      const back = JSON.parse(JSON.stringify(listed(declared).reverse())) as typeof declared;
      expect(canonical(back)).toBe(canonical(declared));
    }),
  );
});

test('a changed word is a difference', () => {
  fc.assert(
    fc.property(commands, fc.nat(), (made, at) => {
      fc.pre(made.length > 0);
      const index = at % made.length;
      const changed = made.map((one, place) =>
        place === index ? { ...one, direct: !one.direct } : one,
      );
      expect(canonical(apiCommands(changed))).not.toBe(canonical(apiCommands(made)));
    }),
  );
});

test('a declaration is within the limits, those required first', () => {
  fc.assert(
    fc.property(commands, (made) => {
      for (const { description, options } of apiCommands(made)) {
        expect(description.length).toBeGreaterThan(0);
        expect(description.length).toBeLessThanOrEqual(100);
        expect(options.length).toBeLessThanOrEqual(25);
        const required = options.map((one) => Number(one.required));
        expect(required).toEqual([...required].sort((a, b) => b - a));
      }
    }),
  );
});

const one: SlashCommand = { name: 'ping', description: 'Pings', options: [], direct: true };

test('nothing is written when nothing differs', async () => {
  const api = fakeApi(listed(apiCommands([one])));
  await declareCommands([one], { api, application: '9', log: silentLog });

  expect(api.calls.map(({ method }) => method)).toEqual(['Get']);
});

test('a list that cannot be read is written anew', async () => {
  const api = fakeApi({ strange: true });
  await declareCommands([one], { api, application: '9', log: silentLog });

  expect(api.calls.map(({ method }) => method)).toEqual(['Get', 'Put']);
});

test('choices and completion do not go together', () => {
  const option: SlashOption = {
    name: 'tone',
    description: 'How',
    type: 'text',
    required: false,
    choices: ['kind'],
    completes: true,
  };
  expect(apiCommands([{ ...one, options: [option] }])[0]?.options[0]).toEqual({
    type: 3,
    name: 'tone',
    description: 'How',
    required: false,
    choices: [{ name: 'kind', value: 'kind' }],
  });
});
