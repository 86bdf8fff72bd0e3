import { log } from '@clack/prompts';
import { z } from 'zod';
import { discordConnection } from '../../platforms/discord/index.ts';
import {
  type Draft,
  type Kept,
  discordDraft,
  secretVariable,
  unused,
  variableFor,
} from './draft.ts';
import { askSecret, askText } from './prompt.ts';

const usualApi = 'https://discord.com/api';
const userId = z
  .string()
  .regex(
    /^\d{5,20}$/,
    'should be a number: Discord settings → Advanced → Developer Mode, then right-click yourself → Copy User ID',
  );

/** Asks for everything that a Discord connection needs. */
export async function askDiscord({ taken, kept }: Kept): Promise<Draft> {
  const id = unused('discord', taken);
  log.info(
    [
      'The bot needs an application of its own at https://discord.com/developers/applications:',
      'New Application → Bot → Reset Token, and there turn on',
      '"Message Content Intent" and "Server Members Intent".',
    ].join('\n'),
  );
  const value = (
    await askSecret('The bot’s token? (kept in .env, never in castellan.yaml)')
  ).trim();
  const api = await askText({
    message: 'The API’s address? (as it is, unless you use a proxy or the sandbox)',
    initial: usualApi,
    shape: discordConnection.shape.api,
  });
  const owner = await askText({
    message: 'Your own user id, so that the bot obeys you? (empty: nobody yet)',
    optional: true,
    shape: userId,
  });
  return discordDraft({
    id,
    token: secretVariable(variableFor(id, 'TOKEN'), value, kept),
    api: api === usualApi ? undefined : api,
    owners: owner === '' ? [] : [`discord:${owner}`],
  });
}
