import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { afterAll, expect, test } from 'vitest';
import { manualClock } from '../../../base/clock.ts';
import { messageOf } from '../../../base/errors.ts';
import { lifetime } from '../../../base/lifetime.ts';
import { memoryLog } from '../../../base/log.ts';
import { seededRandom } from '../../../base/random.ts';
import { startDiscordSandbox } from '../index.ts';

const life = lifetime('automod');
let castles = 0;

async function castle() {
  castles += 1;
  const discord = await startDiscordSandbox({
    ...{ life: life.child(`castle ${castles}`), clock: manualClock(1_700_000_000_000) },
    ...{ random: seededRandom(castles), log: memoryLog(), rateLimits: false },
  });
  const base = `${discord.api}/v10/guilds/${discord.guild.id}/auto-moderation/rules`;
  return {
    discord,
    async ask(method: string, path = '', body?: object) {
      const answer = await fetch(`${base}${path}`, {
        ...{ method, headers: { authorization: `Bot ${discord.bot.token}` } },
        ...(body && {
          body: JSON.stringify(body),
          headers: {
            ...{ authorization: `Bot ${discord.bot.token}`, 'content-type': 'application/json' },
          },
        }),
      });
      const text = await answer.text();
      const said: unknown = text === '' ? undefined : JSON.parse(text);
      return { status: answer.status, said };
    },
  };
}

afterAll(() => life.end());

const blocking = (trigger: object, more: object = {}) => ({
  ...{ name: 'words', event_type: 1, trigger_type: 1, trigger_metadata: trigger, enabled: true },
  actions: [{ type: 1, metadata: { custom_message: 'No' } }],
  ...more,
});

test('a rule is made, listed, changed and removed, and each of it stands in the audit log', async () => {
  const { discord, ask } = await castle();
  const made = await ask('POST', '', blocking({ keyword_filter: ['scam'] }));
  expect(made.status).toBe(200);
  const [rule] = discord.guild.autoModRules();
  await ask('PATCH', `/${rule?.id}`, { name: 'other', enabled: false });
  expect((await ask('GET', `/${rule?.id}`)).said).toMatchObject({
    ...{ name: 'other', enabled: false, creator_id: discord.bot.id, trigger_type: 1 },
    trigger_metadata: { keyword_filter: ['scam'], regex_patterns: [] },
  });
  expect((await ask('DELETE', `/${rule?.id}`)).status).toBe(204);
  expect(await ask('GET')).toEqual({ status: 200, said: [] });
  expect(await ask('DELETE', `/${rule?.id}`)).toMatchObject({ status: 404 });
  expect(discord.guild.auditLog().map(({ action }) => action)).toEqual([140, 141, 142]);
});

test('limits are Discord’s, in its words', async () => {
  const { ask } = await castle();
  for (let at = 0; at < 6; at += 1)
    await ask('POST', '', blocking({ keyword_filter: [`word${at}`] }));
  expect((await ask('POST', '', blocking({ keyword_filter: ['seventh'] }))).said).toMatchObject({
    code: RESTJSONErrorCodes.InvalidFormBodyOrContentType,
    errors: {
      _errors: [
        {
          code: 'AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED',
          message: 'Maximum number of rules with trigger type 1 is 6',
        },
      ],
    },
  });
  const mentions = blocking({ mention_total_limit: 51 }, { trigger_type: 5 });
  expect(await ask('POST', '', mentions)).toMatchObject({ status: 400 });
  const long = blocking({ keyword_filter: ['x'.repeat(61)] });
  expect(await ask('POST', '', long)).toMatchObject({ status: 400 });
  const unread = blocking({ regex_patterns: ['(?=a)'] }, { trigger_type: 6 });
  expect(await ask('POST', '', unread)).toMatchObject({ status: 400 });
});

test('nobody without “Manage Server” sees or makes rules', async () => {
  const { discord, ask } = await castle();
  discord.guild.forbid('castellan', 'manageGuild');
  expect(await ask('GET')).toMatchObject({ status: 403, said: { code: 50013 } });
});

test('words, patterns and mentions keep messages and edits back; staff, spared roles and channels are let be', async () => {
  const { discord, ask } = await castle();
  const { guild } = discord;
  const [bob, mod, ann] = ['bob', 'mod', 'ann'].map((name) => discord.member(name));
  await ask(
    'POST',
    '',
    blocking(
      { keyword_filter: ['scam', 'crypto*', '*coin'], regex_patterns: ['(?i)b[uü]y\\s+now'] },
      { exempt_roles: [guild.roleId('Moderator')], exempt_channels: [guild.channelId('random')] },
    ),
  );
  await ask('POST', '', blocking({ mention_total_limit: 2 }, { trigger_type: 5 }));

  const says = (who: typeof bob, text: string, where = '#general') =>
    who?.say(where, text).then(() => 'said', messageOf);
  const blocked = 'Message was blocked by automatic moderation';
  expect(await says(bob, 'what a Scam this is')).toBe(blocked);
  expect(await says(bob, 'cryptography')).toBe(blocked);
  expect(await says(bob, 'bitcoin')).toBe(blocked);
  expect(await says(bob, 'BÜY\u00a0now')).toBe(blocked);
  expect(await says(bob, '@ann @mod @olivia')).toBe(blocked);
  expect(await says(bob, '@ann @mod @ann')).toBe('said');
  expect(await says(bob, 'scams and coins')).toBe('said');
  expect(await says(bob, 'a scam', '#random')).toBe('said');
  expect(await says(mod, 'a scam')).toBe('said');
  expect(await says(ann, 'a scam')).toBe('said');
  const said = await bob?.say('#general', 'fine');
  const edited = said && bob?.edit(said, 'a scam').catch(messageOf);
  expect(await edited).toBe(blocked);
});

test('an alert is posted, and a time-out set', async () => {
  const { discord, ask } = await castle();
  const bob = discord.member('bob');
  const staff = discord.guild.channelId('staff');
  const actions = [
    { type: 2, metadata: { channel_id: staff } },
    { type: 3, metadata: { duration_seconds: 60 } },
  ];
  await ask('POST', '', blocking({ keyword_filter: ['scam'] }, { actions }));
  await bob.say('#general', 'a scam');
  expect(bob.timeoutUntilMs).toBe(1_700_000_060_000);
  const channels = discord.observer.snapshot('olivia').channels;
  expect(channels.find(({ name }) => name === '#staff')?.messages).toHaveLength(1);
});
