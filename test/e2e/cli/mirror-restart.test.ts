import { expect, test } from 'vitest';
import { folderWith, started, testGuild } from '../../support/cli.ts';

test('Discord keeps on blocking while the program is dead; the next one knows its rules, and removes them when told', async () => {
  const discord = await testGuild();
  const folder = folderWith({
    'castellan.yaml': `
dashboard: { port: 0 }
connections:
  - { id: discord, platform: discord, token: ${discord.bot.token}, api: "${discord.api}" }
`,
  });
  const [olivia, bob] = [discord.member('olivia'), discord.member('bob')];
  const asks = async (text: string, answer: RegExp) => {
    await olivia.say('#general', text);
    return (await olivia.hears('#general', answer, { withinMs: 20_000 })).text;
  };
  const blocked = async (text: string) => {
    await expect(bob.say('#general', text)).rejects.toThrow(/automatic moderation/);
  };
  const begun = async () => {
    const running = await started([], { cwd: folder });
    const isThere = () => discord.sessions().some(({ connected }) => connected);
    await expect.poll(isThere, { timeout: 15_000 }).toBe(true);
    return running;
  };
  const first = await begun();
  await asks('!automod add when a message says "scam" then delete it and mute for 10m', /Added/);
  await asks('!automod mode 1 live', /in force/);
  await asks('!automod mirror on', /follows our rules/);
  await first.end('SIGKILL');

  await blocked('a scam while nobody is there');
  expect(bob.timeoutUntilMs).toBeNull();

  const second = await begun();
  await asks('!automod mirror', /follows our rules/);
  const before = discord.requests().length;
  await blocked('a scam again');
  await expect.poll(() => bob.timeoutUntilMs, { timeout: 10_000 }).not.toBeNull();
  expect(await asks('!automod list', /held once/)).toMatch(/when a message says "scam"/);
  const wrote = discord
    .requests()
    .slice(before)
    .filter(({ method, path }) => method !== 'GET' && path.includes('auto-moderation'));
  expect(wrote).toEqual([]);
  await second.end('SIGTERM');

  const third = await begun();
  await asks('!settings set automod.mirror off', /off/);
  await expect.poll(() => discord.guild.autoModRules(), { timeout: 15_000 }).toEqual([]);
  await third.end('SIGTERM');
});
