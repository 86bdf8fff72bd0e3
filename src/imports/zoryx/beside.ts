import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Found } from '../../core/imports/imports.ts';
import { sizeOf, textAt } from '../files.ts';
import { isSnowflake } from '../places.ts';
import { leave } from '../rules.ts';

/** What else the program keeps in its data folder, and why that stays. */
const others = {
  'main.db': 'counts',
  'backups/index.json': 'snapshots',
  'backups/schedule.json': 'snapshots',
  'live_monitor_config.json': 'secret',
  'plugin_registry.json': 'extensions',
  'shard_monitor/alert_config.json': 'shards',
} as const;

export async function otherFiles(data: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const [name, why] of Object.entries(others))
    if ((await sizeOf(join(data, name))) !== undefined) found.push(leave(name, why));
  return found;
}

/** The `.env` that lies beside: who owns the bot is no secret, all the rest is not even looked at. */
export async function environmentOf(folder: string): Promise<readonly Found[]> {
  const path = join(folder, '.env');
  const text = (await sizeOf(path)) === undefined ? undefined : await textAt(path);
  if (!text?.ok) return [];
  const values = parseEnv(text.value);
  const owner = values['BOT_OWNER_ID']?.trim() ?? '';
  return [
    ...(isSnowflake(owner)
      ? [
          {
            ...({ kind: 'file', from: '.env → BOT_OWNER_ID', path: ['owners'] } as const),
            ...{ value: `discord:${owner}`, add: true as const },
          },
        ]
      : []),
    ...['DISCORD_TOKEN', 'SHARD_IPC_SECRET']
      .filter((name) => values[name] !== undefined)
      .map((name) => leave(`.env → ${name}`, 'secret')),
  ];
}
