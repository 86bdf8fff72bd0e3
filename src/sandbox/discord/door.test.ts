import {
  Client,
  DiscordAPIError,
  Events,
  GatewayIntentBits as Intent,
  GuildVerificationLevel as Level,
  type Guild,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import { lifetime, type Lifetime } from '../../base/lifetime.ts';
import { memoryLog } from '../../base/log.ts';
import { seededRandom } from '../../base/random.ts';
import { startDiscordSandbox, type DiscordSandbox } from './index.ts';

const hour = 3_600_000;
let life: Lifetime;
let sandbox: DiscordSandbox;
let guild: Guild;

beforeEach(async () => {
  life = lifetime('test');
  sandbox = await startDiscordSandbox({
    life,
    clock: systemClock,
    random: seededRandom(7),
    log: memoryLog(),
  });
  const client = new Client({
    intents: [Intent.Guilds, Intent.GuildMembers, Intent.GuildModeration],
    rest: { api: sandbox.api, retries: 0 },
  });
  life.own(() => client.destroy());
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(sandbox.bot.token);
  await ready;
  guild = client.guilds.cache.get(sandbox.guild.id)!;
});
afterEach(() => life.end());

const codeOf = (failure: unknown) => (failure instanceof DiscordAPIError ? failure.code : failure);

describe('the door of a guild, with discord.js', () => {
  test('pauses invites, tells it, keeps people out, and opens again', async () => {
    const until = new Date(Date.now() + hour);
    const told = await guild.setIncidentActions({ invitesDisabledUntil: until });

    expect(told.invitesDisabledUntil).toEqual(until);
    await expect.poll(() => guild.incidentsData?.invitesDisabledUntil).toEqual(until);
    const late = sandbox.member('late', { joined: false });
    await expect(late.joins()).rejects.toMatchObject({ status: 403 });
    await guild.setIncidentActions({ invitesDisabledUntil: null });
    await expect.poll(() => guild.incidentsData?.invitesDisabledUntil ?? null).toBeNull();
    await late.joins();
    expect(late.isMember).toBe(true);
  });

  test('leaves direct messages as they were when only invites are set', async () => {
    const until = new Date(Date.now() + hour);
    await guild.setIncidentActions({ dmsDisabledUntil: until });
    const told = await guild.setIncidentActions({ invitesDisabledUntil: until });

    expect(told.dmsDisabledUntil).toEqual(until);
  });

  test('refuses a pause of more than a day', async () => {
    const until = new Date(Date.now() + 25 * hour);

    expect(await guild.setIncidentActions({ invitesDisabledUntil: until }).catch(codeOf)).toBe(
      50035,
    );
  });

  test('lets newcomers speak only after a while, where it is told to; holders of roles at once', async () => {
    const ann = sandbox.member('eve');
    await guild.setVerificationLevel(Level.High);

    expect(guild.verificationLevel).toBe(3);
    await expect(ann.say('#general', 'hello')).rejects.toMatchObject({ code: 50009 });
    await sandbox.member('bob').say('#general', 'hello');
    await guild.setVerificationLevel(Level.None);
    await ann.say('#general', 'hello');
  });

  test('writes both down with reasons, and asks for the permission', async () => {
    await guild.setVerificationLevel(Level.Medium, 'a raid');
    await guild.setIncidentActions({ invitesDisabledUntil: new Date(Date.now() + hour) });
    const log = await guild.fetchAuditLogs({ type: 1 });

    expect([...log.entries.values()].map(({ reason }) => reason)).toEqual([null, 'a raid']);
    expect(log.entries.at(1)?.changes).toEqual([{ key: 'verification_level', old: 0, new: 2 }]);
    sandbox.guild.forbid('castellan', 'manageGuild');
    expect(await guild.setVerificationLevel(Level.None).catch(codeOf)).toBe(50013);
    expect(await guild.setIncidentActions({ invitesDisabledUntil: null }).catch(codeOf)).toBe(
      50013,
    );
  });

  test('tells who has set a picture and who has not', async () => {
    sandbox.member('young', { accountAgeMs: hour });
    const members = await guild.members.fetch();
    const avatarOf = (name: string) =>
      members.find(({ user }) => user.username === name)?.user.avatar;

    expect([avatarOf('young'), typeof avatarOf('bob')]).toEqual([null, 'string']);
  });
});
