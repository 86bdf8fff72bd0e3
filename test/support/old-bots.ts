import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { onTestFinished } from 'vitest';

const fixtures = resolve('test/fixtures/imports');

/** The guild that Zoryx keeps a database for. */
export const guild = '123456789012345678';

/** A folder with what the four old programs left, gone after the test. */
export function oldBots(folder = mkdtempSync(join(tmpdir(), 'castellan-old-bots-'))): string {
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(fixtures, folder, { recursive: true });
  cpSync(join(folder, 'zoryx', '.env.sample'), join(folder, 'zoryx', '.env'));
  guildDatabase(join(folder, 'zoryx', 'data', guild));
  return folder;
}

/** Zoryx's tables as its documentation has them; `open` leaves what was written in the log beside the file. */
export function guildDatabase(
  folder: string,
  { prefix = '$', open = false }: { prefix?: string; open?: boolean } = {},
): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'guild.db');
  const file = new Sqlite(path);
  file.pragma('journal_mode = WAL');
  file.exec(`
    create table guild_settings (
      key text primary key, value text, updated_at timestamp default current_timestamp);
    create table command_stats (
      command_name text primary key, usage_count integer default 0, last_used timestamp);
    create table xp_levels (user_id integer primary key, xp integer);
    insert into command_stats (command_name, usage_count) values ('ban', 3), ('kick', 1);
    insert into xp_levels values (1, 10);`);
  file.pragma('wal_checkpoint(truncate)');
  file
    .prepare(`insert into guild_settings (key, value) values ('prefix', ?), (?, '1'), (?, 'on')`)
    .run(prefix, 'mention_prefix_enabled', 'welcome_message');
  if (open) onTestFinished(() => void file.close());
  else file.close();
  return path;
}

/** openguard's tables as its documentation has them, with two guilds. */
export async function openguardTables(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    create table guild_config (
      guild_id bigint not null, key varchar(255) not null, value jsonb,
      created_at timestamptz default current_timestamp,
      updated_at timestamptz default current_timestamp, primary key (guild_id, key));
    create table user_infractions (
      id serial primary key, guild_id bigint not null, user_id bigint not null,
      timestamp timestamptz not null, rule_violated varchar(50), action_taken varchar(100),
      reasoning text);
    create table moderation_logs (
      case_id serial primary key, guild_id bigint not null, moderator_id bigint,
      target_user_id bigint not null, action_type varchar(50) not null, reason text,
      duration_seconds integer, timestamp timestamptz default current_timestamp);
    create table guild_api_keys (
      guild_id bigint primary key, api_provider varchar(100), encrypted_api_key text);
    create table blog_posts (id serial primary key, title varchar(255) not null);
    insert into guild_config (guild_id, key, value) values
      (123456789012345678, 'PREFIX', '"o!"'), (123456789012345678, 'LANGUAGE_CODE', '"fr"'),
      (123456789012345678, 'RAID_DEFENSE_ENABLED', 'true'),
      (123456789012345678, 'RAID_DEFENSE_THRESHOLD', '12'),
      (123456789012345678, 'AI_EXCLUDED_CHANNELS', '[423456789012345678]'),
      (623456789012345678, 'PREFIX', '"\\"!!\\""');
    insert into user_infractions (guild_id, user_id, timestamp, rule_violated, action_taken, reasoning) values
      (123456789012345678, 423456789012345671, '2025-03-01T10:00:00Z', '5A', 'WARN', 'an insult'),
      (123456789012345678, 423456789012345671, '2025-03-02T10:00:00Z', '5A', 'TIMEOUT_SHORT', 'again'),
      (123456789012345678, 423456789012345671, '2025-03-01T10:00:00Z', '5A', 'WARN', 'an insult');
    insert into moderation_logs (guild_id, moderator_id, target_user_id, action_type, reason, timestamp) values
      (123456789012345678, 323456789012345678, 423456789012345671, 'KICK', 'enough', '2025-03-05T10:00:00Z'),
      (123456789012345678, null, 423456789012345671, 'BAN', 'AI', '2025-03-06T10:00:00Z');
    insert into guild_api_keys values (123456789012345678, 'openrouter', 'gAAAA-sealed');`);
  await client.end();
}
