import { integer, list } from '../settings/kinds.ts';
import type { SettingSet } from '../settings/settings.ts';

const command = String.raw`[\p{L}\p{N}_-]{1,32}( [\p{L}\p{N}_-]{1,32})?`;
const one = new RegExp(`^${command}$`, 'u');
const named = new RegExp(`^${command}=${command}$`, 'u');
const given = new RegExp(`^${command}=\\S{1,150}$`, 'u');

/** Shorter, and nobody has read it. */
const shortestReplySeconds = 5;

/** What each place may decide about the commands in it. The nearest layer that says something holds as a whole. */
export const commandSettings = {
  'commands.off': list({
    default: [],
    maxItems: 200,
    item: one,
    takes: 'commands, separated by commas, like choose, rate user',
    text: 'Commands that are switched off. A family (`rate`) stands for all of it.',
  }),
  'commands.names': list({
    default: [],
    maxItems: 200,
    item: named,
    takes: 'new names, separated by commas, like pick=choose',
    text: 'What commands are called here in place of their own name, as `new=command`.',
  }),
  'commands.aliases': list({
    default: [],
    maxItems: 200,
    item: named,
    takes: 'more names, separated by commas, like c=choose',
    text: 'What commands are called besides, as `word=command`.',
  }),
  'commands.access': list({
    default: [],
    maxItems: 200,
    maxItemLength: 250,
    needs: 'commands.access',
    item: given,
    takes:
      'who may give which command, separated by commas, like ping=rank:helper, choose=role:123',
    text: 'Who may give a command, as `command=role:…`, `command=rank:…`, `command=can:…` or `command=` and a person’s id; what is not named goes by its own rules.',
  }),
  'commands.deleteRepliesSeconds': integer({
    default: 0,
    min: 0,
    max: 15,
    fits: (seconds) => seconds === 0 || seconds >= shortestReplySeconds,
    takes: '5 to 15, or 0 to keep them',
    text: 'After how many seconds an answer to a command is deleted, where the network can; 0: never.',
  }),
  'modules.off': list({
    default: [],
    maxItems: 100,
    item: /^[a-z][a-z0-9-]{0,31}$/,
    takes: 'modules, separated by commas, like choose, automod',
    text: 'Modules that are switched off: their commands, listeners and rules rest.',
  }),
  'commands.pinned': list({
    default: [],
    maxItems: 100,
    item: one,
    takes: 'commands or families, separated by commas',
    text: 'Commands that always have a place in the network’s own menu. Only what is set for the whole instance counts: there is one menu.',
  }),
} satisfies SettingSet;
