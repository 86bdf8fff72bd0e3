import type { Scenario } from '../measurement.ts';
import { backups } from './backups.ts';
import { caseQueries } from './cases.ts';
import { discordMessages } from './discord-messages.ts';
import { guardBounded, guardDecision } from './guard.ts';
import { guardOutput } from './guard-output.ts';
import { guests } from './guests.ts';
import { hooks } from './hooks.ts';
import { ircInnocent } from './innocent.ts';
import { ircChatter, ircCommands } from './irc-full-load.ts';
import { ircLatency } from './irc-latency.ts';
import { limitCheck } from './limit-check.ts';
import { memory } from './memory.ts';
import { parser } from './parser.ts';
import { replayOfDays } from './replay.ts';
import { evasionTable, ruleReplay, rules } from './rules.ts';
import { startUp } from './start-up.ts';
import { store } from './store.ts';

export const scenarios: readonly Scenario[] = [
  ircCommands,
  ircChatter,
  ircLatency,
  ircInnocent,
  discordMessages,
  startUp,
  memory,
  parser,
  guardDecision,
  guardBounded,
  guardOutput,
  limitCheck,
  hooks,
  guests,
  replayOfDays,
  caseQueries,
  rules,
  ruleReplay,
  evasionTable,
  backups,
  store,
];
