import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { describe, expect, onTestFinished, test } from 'vitest';
import { defineCommand, defineModule, defineTexts, ok } from '../../src/sdk/index.ts';
import { openDatabase, structureOf } from '../../src/storage/index.ts';
import { type TestWorld, sandbox } from '../../src/testing/index.ts';
import { cli, folderWith } from '../support/cli.ts';

const owners = ['irc:sandbox-irc:account:ann'];
const bobsId = 'irc:sandbox-irc:account:bobby';

/** A module that counts thanks in one value, and remembers under each one's id when he last thanked. */
const thanks = defineModule({
  ...{ name: 'thanks', version: '1.0.0' },
  commands: [
    defineCommand({
      ...{ name: 'thanks', category: 'basics', args: {}, needs: ['values'] },
      async run({ values, caller }) {
        await values.set(`last ${caller.id}`, 'today');
        await values.update('thanks', (before) => ({
          ...z.record(z.string(), z.json()).catch({}).parse(before),
          ...{ [caller.id]: 1, latest: caller.id },
        }));
        return ok('You are welcome');
      },
      show: (said) => said,
    }),
  ],
  texts: defineTexts({ en: { 'thanks.about': 'Thanks.' }, fr: { 'thanks.about': 'Merci.' } }),
});

async function worldIn(data: string): Promise<TestWorld> {
  const world = await sandbox({ owners, data, modules: [thanks] });
  onTestFinished(() => world.stop().catch(() => undefined));
  return world;
}

/** Every word that stands in the database, table by table. */
async function everythingIn(data: string): Promise<string> {
  const database = await openDatabase(join(data, 'castellan.db'));
  try {
    const all = [];
    for (const { name } of await structureOf(database))
      all.push((await sql`select * from ${sql.table(name)}`.execute(database.queries)).rows);
    return JSON.stringify(all);
  } finally {
    await database.close();
  }
}

/** Bob has rights, uses them, is muted, and is refused. */
async function bobLives({ irc, advance }: TestWorld): Promise<void> {
  const [ann, bob] = [irc.person('ann'), irc.person('bobby', { account: 'bobby' })];
  await bob.join('#castle');
  await ann.mode('#castle', '+o', 'bobby');
  for (const one of [bob, ann]) {
    await one.says('#castle', '!thanks');
    await one.hears('#castle', /You are welcome/);
  }
  await bob.says('#castle', '!settings set core.language en');
  await bob.hears('#castle', /core\.language/);
  await ann.mode('#castle', '-o', 'bobby');
  await ann.says('#castle', '!rate hold bobby 2h');
  await ann.hears('#castle', /bobby is muted everywhere for 2 h/);
  await bob.says('#castle', '!choose up | down');
  await advance('1m');
}

async function codeFor(world: TestWorld): Promise<string> {
  const ann = world.irc.person('ann');
  await ann.says('#castle', `!privacy erase ${bobsId}`);
  const question = await ann.isTold(/privacy erase \S+ ([a-z2-9]{6})/);
  return /privacy erase \S+ ([a-z2-9]{6})/.exec(question.text)?.[1] ?? '';
}

describe('a person, seen from the networks', () => {
  test('is exported and erased by the owner, stays so over a restart, and the audit is whole', async () => {
    const data = folderWith();
    const world = await worldIn(data);
    await bobLives(world);
    const ann = world.irc.person('ann');
    await ann.says('#castle', `!privacy export ${bobsId}`);
    await ann.isTold(/export-\d{8}-\d{6}-\S+\.json/);
    const [file = ''] = readdirSync(join(data, 'privacy'));
    const exported = readFileSync(join(data, 'privacy', file), 'utf8');
    expect(JSON.parse(exported)).toMatchObject({ actor: bobsId, names: ['bobby'] });
    expect(exported).toContain('settings_revisions');
    expect(exported).toContain('"kind": "muted"');
    expect(exported).toContain('command rate hold');
    expect(exported).toContain(`"name": "last ${bobsId}"`);
    expect(exported).toContain(`"at": "${bobsId}"`);
    expect(statSync(join(data, 'privacy', file)).mode & 0o777).toBe(0o600);

    await ann.says('#castle', `!privacy erase ${bobsId} ${await codeFor(world)}`);
    await ann.isTold(/^Erased: \d+ things\. What had to stay stands under erased:/);
    await world.stop();
    expect(await waitingIn(data)).toEqual([]);

    // Not even in the free space of the file.
    expect(readFileSync(join(data, 'castellan.db')).includes('bobby')).toBe(false);
    const left = await everythingIn(data);
    expect(left).not.toContain('bobby');
    expect(left).toMatch(/erased:/);
    // What the module keeps of others is as it was.
    expect(left).toContain('irc:sandbox-irc:account:ann\\":1');
    const again = await worldIn(data);
    const annAgain = again.irc.person('ann');
    await annAgain.says('#castle', '!audit verify');
    await annAgain.isTold(/^The log is whole/);
    const bobAgain = again.irc.person('bobby', { account: 'bobby' });
    await bobAgain.join('#castle');
    await bobAgain.says('#castle', '!choose up | down');
    await bobAgain.hears('#castle', /^bobby: I choose/);
  });

  test('sees what is kept of him, and asks to be forgotten, in his language', async () => {
    const world = await worldIn(folderWith());
    await bobLives(world);
    await world.advance('3h');
    const bob = world.irc.person('bobby');
    await bob.says('#castle', '!privacy me');
    await bob.isTold(/Kept of you .*bobby\): \d+ things/);
    await bob.says('#castle', `!privacy erase ${bobsId}`);
    await bob.isTold(/it takes .*privacy\.manage/);
    await world.irc.person('ann').says('#castle', '!settings set core.language fr');
    await world.irc.person('ann').hears('#castle', /→ .*fr/);
    await bob.says('#castle', '!privacy forget');

    await bob.isTold(/savent que vous demandez à être oublié/);
    expect(JSON.stringify(world.logLines)).not.toContain('could not');
  });

  test('sees on Discord what is kept of him, and cannot erase others', async () => {
    const world = await worldIn(folderWith());
    const bob = world.discord.member('bob');
    const me = await bob.slash('privacy me', {}, { channel: '#general' });
    expect(await me.answered()).toMatchObject({ ephemeral: true });
    expect(JSON.stringify(await me.answered())).toMatch(/Kept of you \(discord:\d+\)/);
    const erase = await bob.slash(
      'privacy erase',
      { who: '<@313131313131313131>' },
      { channel: '#general' },
    );

    expect((await erase.answered())?.text).toMatch(/it takes `privacy.manage`/);
  });
});

describe('on the command line', () => {
  test('a person is printed as JSON, erased, and erased anew after an older backup was restored', async () => {
    const data = folderWith();
    const world = await worldIn(data);
    await bobLives(world);
    await world.irc.person('ann').says('#castle', '!backup create before');
    await world.irc.person('ann').hears('#castle', /made and verified/);
    await world.stop();
    const run = (...args: string[]) => cli([...args, '--data', data], { cwd: data });

    const exported = await run('privacy', 'export', bobsId, '--json');
    expect(JSON.parse(exported.stdout)).toMatchObject({ actor: bobsId });
    expect(readdirSync(join(data, 'privacy'))).toEqual([]);
    const unsure = await run('privacy', 'erase', bobsId);
    expect([unsure.code, unsure.stderr]).toEqual([
      1,
      expect.stringContaining('Nothing was erased'),
    ]);
    expect((await run('privacy', 'erase', bobsId, '--yes')).stdout).toMatch(/Erased: \d+ things/);
    expect(await everythingIn(data)).not.toContain('bobby');

    expect((await run('restore', 'latest', '--yes')).stdout).toMatch(/Restored from/);
    expect(await everythingIn(data)).toContain('bobby');
    expect((await run('audit', 'verify')).stdout).toMatch(/^The log is whole/);
    expect(await everythingIn(data)).not.toContain('bobby');
  });
});

test('a space that the bot has left is forgotten after its grace time, unless it comes back', async () => {
  const data = folderWith();
  const world = await worldIn(data);
  const ann = world.irc.person('ann');
  await ann.says('#castle', '!settings set privacy.graceDays 1 instance');
  await ann.hears('#castle', /graceDays/);
  for (const channel of ['#castle', '#random']) {
    await ann.says(channel, '!setprefix ?');
    await ann.hears(channel, /now begin with/);
  }
  await ann.mode('#random', '+i');
  for (const channel of ['#castle', '#random']) await ann.kick(channel, 'castellan', 'away');
  await expect.poll(() => waitingIn(data)).toEqual(['#castle', '#random']);
  await world.advance('1m');
  await world.irc.arrives('castellan', ['#castle']);
  await expect.poll(() => waitingIn(data)).toEqual(['#random']);

  await world.advance('25h');
  await expect.poll(() => waitingIn(data), { timeout: 10_000 }).toEqual([]);
  const left = await everythingIn(data);
  expect(left).toContain('"scope":"space:irc:sandbox-irc:#castle"');
  expect(left).not.toContain('"scope":"space:irc:sandbox-irc:#random"');
});

/** The channels that are to be forgotten. */
async function waitingIn(data: string): Promise<readonly string[]> {
  const database = await openDatabase(join(data, 'castellan.db'));
  try {
    const jobs = await sql<{ id: string }>`
      select id from jobs where kind = 'privacy.forget' order by id`.execute(database.queries);
    return jobs.rows.map(({ id }) => id.slice(id.indexOf('#')));
  } finally {
    await database.close();
  }
}
