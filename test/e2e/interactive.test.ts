import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  asked,
  choice,
  defineCommand,
  defineModule,
  defineTexts,
  integer,
  ok,
  optional,
  pages,
  rest,
  showPages,
  turnPage,
} from '../../src/sdk/index.ts';
import { type TestWorld, sandbox } from '../../src/testing/index.ts';
import { errand } from '../support/errand.ts';

const complain = defineCommand({
  name: 'complain',
  category: 'basics',
  args: {
    severity: asked(integer({ min: 1, max: 5 })),
    about: asked(optional(choice(['spam', 'other']))),
    what: asked(rest(), { long: true }),
  },
  run: ({ args }) => ok(args),
  show: ({ severity, about, what }, say) =>
    say('complain.done', { severity, about: about ?? 'nothing', what }),
});

const wipe = defineCommand({
  name: 'wipe',
  category: 'basics',
  args: { what: rest() },
  sure: 'wipe.sure',
  run: ({ args }) => ok(args.what),
  show: (what, say) => say('wipe.done', { what }),
});

const list = defineCommand({
  name: 'list',
  category: 'basics',
  args: {},
  run: () =>
    ok(
      pages(
        Array.from({ length: 12 }, (_, at) => `item ${at + 1}`),
        5,
      ),
    ),
  show: showPages((items, say, { page, pages: all, count }) => ({
    title: say('list.title', { page, all, count }),
    lines: items,
  })),
  press: turnPage,
});

const rename = defineCommand({
  name: 'rename',
  category: 'basics',
  args: {},
  run: () => ok('nameless'),
  show: (name, say, { controls }) => ({
    say: say('rename.now', { name }),
    ...(controls && {
      actions: [
        [
          {
            ...{ kind: 'button', id: 'edit', label: 'Rename' },
            form: { title: 'Rename', fields: [{ id: 'name', label: 'New name', required: true }] },
          },
        ],
      ],
    }),
  }),
  press: ({ fields }) => ok(fields['name'] ?? ''),
});

const interactive = defineModule({
  name: 'interactive',
  version: '1.0.0',
  commands: [complain, wipe, list, rename],
  texts: defineTexts({
    en: {
      'complain.about': 'Complain about something',
      'complain.arg.severity': 'How bad is it',
      'complain.arg.about': 'What is it about',
      'complain.arg.what': 'What happened',
      'complain.done': 'Complained at {severity}, about {about}: {what}',
      'wipe.about': 'Wipe',
      'wipe.arg.what': 'What',
      'wipe.sure': 'Wipe {what} for good?',
      'wipe.done': 'Wiped {what}.',
      'list.about': 'List',
      'list.title': 'Page {page} of {all}, {count} in all',
      'rename.about': 'Rename',
      'rename.now': 'It is called {name}.',
    },
    fr: {
      'complain.about': 'Signaler',
      'complain.arg.severity': 'Gravité',
      'complain.arg.about': 'Sujet',
      'complain.arg.what': 'Quoi',
      'complain.done': 'Signalé à {severity}, sujet {about} : {what}',
      'wipe.about': 'Effacer',
      'wipe.arg.what': 'Quoi',
      'wipe.sure': 'Effacer {what} pour de bon ?',
      'wipe.done': '{what} est effacé.',
      'list.about': 'Liste',
      'list.title': 'Page {page} sur {all}, {count} en tout',
      'rename.about': 'Renommer',
      'rename.now': 'Il s’appelle {name}.',
    },
  }),
});

const data = mkdtempSync(join(tmpdir(), 'castellan-interactive-'));
let world: TestWorld;
beforeAll(async () => {
  world = await sandbox({ modules: [interactive], data });
});
afterAll(async () => {
  await world.stop();
  rmSync(data, { recursive: true });
});

describe('what a command still has to know', () => {
  test('is asked in a form by Discord, and comes to it read', async () => {
    const ann = world.discord.member('ann');
    const used = await ann.slash('complain', {});
    const form = await ann.isAsked();
    expect(form).toMatchObject({
      title: 'Complain about something',
      fields: [
        { label: 'How bad is it', required: true },
        { label: 'What is it about', required: false },
        { label: 'What happened', required: true },
      ],
    });
    expect(used).toBeDefined();
    const sent = await ann.submit({ 'How bad is it': '3', 'What happened': 'It broke.' });
    expect((await sent.answered())?.text).toBe('Complained at 3, about nothing: It broke.');
  });

  test('is asked again where it does not fit, with what was written', async () => {
    const ann = world.discord.member('ann');
    await ann.slash('complain', { about: 'spam' });
    const wrong = await ann.submit({ 'How bad is it': '9', 'What happened': 'All of it.' });
    const told = await wrong.answered();
    expect(told?.text).toMatch(/`severity` should be a whole number from 1 to 5/);
    await ann.press(told!, 'Fill in');
    expect((await ann.isAsked()).fields).toMatchObject([{ value: '9' }, { value: 'All of it.' }]);
    const again = await ann.submit({ 'How bad is it': '5', 'What happened': 'All of it.' });
    expect((await again.answered())?.text).toBe('Complained at 5, about spam: All of it.');
  });

  test('is asked through a button where a command was typed on Discord, of whom typed it alone', async () => {
    const [ann, bob] = [world.discord.member('ann'), world.discord.member('bob')];
    await ann.say('#general', '!complain');
    const card = await ann.hears('#general', /needs to know more/);
    await bob.press(card, 'Fill in');
    await bob.isTold(/belong to someone else/);
    await ann.press(card, 'Fill in');
    await ann.submit({ 'How bad is it': '2', 'What happened': 'Nothing much.' });
    expect((await ann.hears('#general', /Complained at 2, about nothing: Nothing much./)).id).toBe(
      card.id,
    );
  });

  test('is asked line by line on IRC, of whom gave the command, until he cancels', async () => {
    const [ann, bob] = [world.irc.person('ann'), world.irc.person('bob')];
    await bob.says('#castle', 'hello');
    await ann.says('#castle', '!complain');
    await ann.hears('#castle', /^ann: How bad is it\? Say it in your next line or \W?cancel/);
    await bob.says('#castle', '4');
    await ann.says('#castle', 'very');
    await ann.hears('#castle', /severity\W? should be a whole number/);
    await ann.says('#castle', '!choose tea | tea | coffee');
    await ann.hears('#castle', /I choose/);
    await ann.says('#castle', '4');
    await ann.hears('#castle', /What is it about\?.*-\W? to leave it out/);
    await ann.says('#castle', '-');
    await ann.hears('#castle', /What happened\?/);
    await ann.says('#castle', 'The roof fell in.');
    await ann.hears('#castle', /Complained at 4, about nothing: The roof fell in\./);

    await ann.says('#castle', '!complain 2');
    await ann.hears('#castle', /What is it about/);
    await ann.says('#castle', 'cancel');
    await ann.hears('#castle', /Then not: \W?complain\W? was not done/);
    await ann.says('#castle', 'just talking');
    await ann.hearsNothing('#castle', { like: /Complained|Then not/ });
  });

  test('is asked line by line on the console, and on the command line not at all', async () => {
    const socket = connect(join(data, 'console.sock'));
    let seen = '';
    socket.on('data', (chunk: Buffer) => {
      seen += chunk.toString('utf8');
    });
    const shows = (pattern: RegExp) =>
      expect.poll(() => seen, { timeout: 10_000 }).toMatch(pattern);
    socket.write('.complain 2 other\n');
    await shows(/What happened\?/);
    socket.write('The gate is stuck.\n');
    await shows(/Complained at 2, about other: The gate is stuck\./);
    socket.write('.wipe the slate\n');
    await shows(/Say yes or no/);
    socket.write('yes\n');
    await shows(/Wiped the slate\./);
    socket.write('yes\n');
    await shows(/Nobody else hears you/);
    socket.destroy();

    expect((await errand(data, 'complain')).text).toMatch(/missing.*severity/);
    expect((await errand(data, 'wipe it')).text).toMatch(/nobody can answer here/);
  });

  test('is not asked of whom gives it all at once', async () => {
    const ann = world.irc.person('ann');
    await ann.says('#castle', '!complain 1 spam buy my coins');
    await ann.hears('#castle', /Complained at 1, about spam: buy my coins/);
  });

  test('is not waited for longer than three minutes', async () => {
    const ann = world.irc.person('ann');
    await ann.says('#castle', '!complain');
    await ann.hears('#castle', /How bad is it/);
    await world.advance('181s');
    await ann.isTold(/Nobody answered, so \W?complain\W? was not done/);
    await ann.says('#castle', '3');
    await ann.hearsNothing('#castle', { like: /Complained|Then not/ });

    const bob = world.discord.member('bob');
    await bob.say('#general', '!complain');
    const card = await bob.hears('#general', /needs to know more/);
    await world.advance('181s');
    expect((await bob.hears('#general', /Nobody answered/)).id).toBe(card.id);
  });
});

describe('whether something is meant', () => {
  test('is asked by buttons on Discord, and only of whom asked for it', async () => {
    const [ann, bob] = [world.discord.member('ann'), world.discord.member('bob')];
    const used = await ann.slash('wipe', { what: 'the board' });
    const card = (await used.answered())!;
    expect(card.text).toBe('Wipe the board for good?');
    await bob.press(card, 'Yes');
    await bob.isTold(/belong to someone else/);
    await ann.press(card, 'Yes');
    expect((await ann.hears('#general', /Wiped the board./)).id).toBe(card.id);

    const other = (await (await ann.slash('wipe', { what: 'it all' })).answered())!;
    await ann.press(other, 'No');
    expect((await ann.hears('#general', /Then not/)).id).toBe(other.id);
  });

  test('is asked by words on IRC', async () => {
    const ann = world.irc.person('ann');
    await ann.says('#castle', '!wipe the board');
    await ann.hears('#castle', /Wipe the board for good\? Say \W?yes\W? or \W?no/);
    await ann.says('#castle', 'yes');
    await ann.hears('#castle', /Wiped the board\./);
    await ann.says('#castle', '!wipe the board');
    await ann.hears('#castle', /for good/);
    await ann.says('#castle', 'no');
    await ann.hears('#castle', /Then not/);
  });
});

test('a list has a page with buttons on Discord, and goes on at "more" on IRC', async () => {
  const bob = world.discord.member('bob');
  const card = (await (await bob.slash('list')).answered())!;
  expect(card.embeds[0]?.['title']).toBe('Page 1 of 3, 12 in all');
  await bob.press(card, '▶');
  const turned = await bob.hears('#general', /item 6[\s\S]*item 10/);
  expect(turned.id).toBe(card.id);
  expect(turned.text).not.toMatch(/item 11/);

  const ann = world.irc.person('ann');
  await ann.says('#castle', '!list');
  await ann.hears('#castle', /item 4/);
  await ann.says('#castle', '!more');
  await ann.hears('#castle', /item 9/);
  await ann.says('#castle', '!more');
  await ann.hears('#castle', /item 12/);
});

test('a button can ask for something before it counts as pressed', async () => {
  const ann = world.discord.member('ann');
  const card = (await (await ann.slash('rename')).answered())!;
  await ann.press(card, 'Rename');
  await ann.submit({ 'New name': 'Castle' });
  expect((await ann.hears('#general', /It is called Castle./)).id).toBe(card.id);
});
