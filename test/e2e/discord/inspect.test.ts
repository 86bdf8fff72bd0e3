import { afterAll, expect, test } from 'vitest';
import { systemClock } from '../../../src/base/clock.ts';
import { lifetime } from '../../../src/base/lifetime.ts';
import { silentLog } from '../../../src/base/log.ts';
import { seededRandom } from '../../../src/base/random.ts';
import { inspectDiscord, inviteLink } from '../../../src/platforms/discord/index.ts';
import { startDiscordSandbox } from '../../../src/sandbox/discord/index.ts';

const life = lifetime('test');
afterAll(async () => {
  await life.end();
});
const ports = { clock: systemClock, random: seededRandom(3), log: silentLog };
const open = () => startDiscordSandbox({ life: life.child('sandbox'), ...ports });

test('says who a token is, which switches are on, and what is missing where', async () => {
  const discord = await open();
  discord.bot.privileged.messageContent = false;

  const found = await inspectDiscord(
    { token: discord.bot.token, api: discord.api },
    ports,
    life.signal,
  );

  expect(found).toMatchObject({
    ok: true,
    bot: { id: discord.bot.id, name: 'castellan' },
    intents: { message_content: false, members: true },
    invite: inviteLink(discord.bot.id),
    guilds: [{ id: discord.guild.id, name: 'Castle', missing: [] }],
  });
});

test('names the roles that stand above, and the permissions that are missing', async () => {
  const discord = await open();
  const rival = discord.addBot({ name: 'rival' });
  const asRival = async (method: string, path: string, body?: object) =>
    (
      await fetch(`${discord.api}/v10${path}`, {
        method,
        headers: { authorization: `Bot ${rival.token}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      })
    ).json();
  const base = `/guilds/${discord.guild.id}/roles`;
  const roles = (await asRival('GET', base)) as { id: string; name: string }[];
  const own = roles.find(({ name }) => name === 'castellan');
  // View Channels and Kick Members are left.
  await asRival('PATCH', `${base}/${own?.id ?? ''}`, { permissions: String((1 << 10) | (1 << 1)) });

  const found = await inspectDiscord(
    { token: discord.bot.token, api: discord.api },
    ports,
    life.signal,
  );

  const [castle] = found.ok ? found.guilds : [];
  expect(castle?.above).toEqual(['rival']);
  expect(castle?.missing).toContain('Ban Members');
  expect(castle?.missing).not.toContain('Kick Members');
});

test('says in words why a token is good for nothing', async () => {
  const discord = await open();
  const wrong = await inspectDiscord({ token: 'wrong', api: discord.api }, ports, life.signal);
  expect(wrong).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/Reset Token/) as string,
  });

  discord.faults.requests({ kind: 'html', status: 200 }, { times: Infinity });
  const page = await inspectDiscord(
    { token: discord.bot.token, api: discord.api },
    ports,
    life.signal,
  );
  expect(page).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/not Discord/) as string,
  });
});

test('the invite asks for what the guide says', () => {
  expect(inviteLink('42')).toBe(
    'https://discord.com/oauth2/authorize?client_id=42&scope=bot+applications.commands&permissions=1374658096246',
  );
});
