import { basename } from 'node:path';
import { type Result, ok, refuse } from '../../base/result.ts';
import type { Found, Gathered } from '../../core/imports/imports.ts';
import { textAt } from '../files.ts';
import { type Meant, widest } from '../places.ts';
import {
  type Rules,
  asNumber,
  asSeconds,
  asText,
  byRules,
  leave,
  leftBecause,
  toInstanceSetting,
  toSetting,
} from '../rules.ts';
import { channelCommandIn } from './channel-commands.ts';
import { linesIn, sectionsIn } from './ini.ts';

const ai = leftBecause('ai');

/** A mediabot.conf by section and key. */
const rules: Rules = {
  'antiflood.NICKFLOOD_WINDOW': toSetting('guard.actorWindowMs', asSeconds),
  'antiflood.NICKFLOOD_MAX_COMMANDS': toSetting('guard.actorMax', asNumber),
  'antiflood.NICKFLOOD_NOTIFY_COOLDOWN': toSetting('guard.noticeEveryMs', asSeconds),
  'antiflood.CHANFLOOD_WINDOW': toSetting('guard.channelWindowMs', asSeconds),
  'antiflood.CHANFLOOD_MAX_COMMANDS': toSetting('guard.channelMax', asNumber),
  'antiflood.CHANFLOOD_SILENCE': toSetting('guard.channelSilenceMs', asSeconds),
  'antiflood.CHANFLOOD_NOTIFY_COOLDOWN': toSetting('guard.channelAlertEveryMs', asSeconds),
  'antiflood.OUTPUT_GLOBAL_WINDOW': toInstanceSetting('guard.globalOutputWindowMs', asSeconds),
  'antiflood.OUTPUT_GLOBAL_MAX_MSG': toInstanceSetting('guard.globalOutputMax', asNumber),
  'antiflood.OUTPUT_GLOBAL_SILENCE': toInstanceSetting('guard.globalOutputTightMs', asSeconds),
  'antiflood.NICKFLOOD_STATE_TTL': leftBecause('memory'),
  'antiflood.OUTPUT_PARAMS_CACHE_TTL': leftBecause('memory'),
  'antiflood.OUTPUT_STATE_TTL': leftBecause('memory'),
  'antiflood.OUTPUT_PARAMS_STATE_TTL': leftBecause('memory'),
  'main.MAIN_PROG_CMD_CHAR': toSetting('core.prefix', asText),
  'main.LANG': toSetting('core.language', asText),
  'main.TRIVIA_TIMEOUT': leftBecause('games', { value: '' }),
  connection: leftBecause('connections'),
  undernet: leftBecause('connections'),
  libera: leftBecause('connections'),
  mysql: leftBecause('one-database'),
  metrics: leftBecause('always'),
  plugins: leftBecause('extensions'),
  ...{ openai: ai, gemini: ai, anthropic: ai, hailo: ai, tavily: ai },
};

/** mediabot v3 (IRC): its `mediabot.conf`, or a file with the commands that set its channels up. */
export async function readMediabot(path: string, how: Meant): Promise<Result<Gathered>> {
  const text = await textAt(path);
  if (!text.ok) return text;
  const lines = linesIn(text.value);
  const file = basename(path);
  const found = [
    ...byRules(sectionsIn(lines), rules, { from: file, scope: widest(how) }),
    ...lines.flatMap((line): readonly Found[] => {
      if (line.kind === 'other') return [leave(`${file}:${line.line}`, 'line')];
      return line.kind === 'command'
        ? channelCommandIn(line.words, `${file}:${line.line} → ${line.words[0] ?? ''}`, how)
        : [];
    }),
  ];
  const known = lines.some(({ kind }) => kind === 'command' || kind === 'section');
  return known
    ? ok({ source: 'mediabot', place: path, found })
    : refuse('import.not-what', { path, wanted: 'mediabot.conf' });
}
