import {
  boolean,
  choice,
  duration,
  integer,
  list,
  secret,
  text,
} from '../../core/settings/kinds.ts';
import { aiApis } from '../../core/ai/gateway.ts';
import type { SettingSet } from '../../core/settings/settings.ts';
import { aiModes, lookings, modelKinds } from '../../moderation/ai/index.ts';

const isAddress = (typed: string): boolean => {
  if (typed === '') return true;
  const url = URL.parse(typed);
  return (url?.protocol === 'https:' || url?.protocol === 'http:') && url.username === '';
};

const automatic = (what: string) =>
  integer({
    ...{ default: 0, min: 0, max: 100, fits: (percent: number) => percent === 0 || percent >= 50 },
    takes: '0, or a whole number from 50 to 100',
    text: `From how much confidence in percent on a model ${what} without a person, where ai.mode is act; 0: never.`,
  });

const price = (what: string) =>
  integer({
    ...{ default: 0, min: 0, max: 1_000_000 },
    text: `What a million tokens that are ${what} cost, in thousandths of your currency: 150 for 0.15.`,
  });

export const aiSettings = {
  'ai.mode': choice({
    default: 'off',
    options: aiModes,
    text: 'Whether a model looks at messages: off; test (only written down); suggest (a person decides); act (what is sure enough is done). Off for a channel: it is left out.',
  }),
  'ai.url': text({
    ...{ default: '', maxLength: 300, fits: isAddress },
    takes: 'an http(s) address without a name or password in it, or nothing',
    text: 'The address of an OpenAI-compatible API, like https://api.example.org/v1, or of what ai.api says. One inside your own network (Ollama, llama.cpp) holds only where it is set for the instance.',
  }),
  'ai.api': choice({
    default: 'openai',
    options: aiApis,
    text: 'What is spoken at that address: openai (nearly all, also Ollama and llama.cpp), anthropic, or google (Gemini).',
  }),
  'ai.model': text({ default: '', maxLength: 200, text: 'The name of the model there.' }),
  'ai.key': secret({
    pattern: /^[\x21-\x7e]{1,500}$/,
    takes: 'a key of 1 to 500 characters without blanks; it is never shown again',
    text: 'The key for that address. A key of the instance is sent to no address but that of the instance.',
  }),
  'ai.kind': choice({
    default: 'chat',
    options: modelKinds,
    text: 'chat: it follows your rules and answers by schema. guard: a safety model, which gets the bare message.',
  }),
  'ai.rules': text({
    ...{ default: '', maxLength: 4000 },
    text: 'The rules that a model judges by, set apart by | or line breaks, 50 at most; nothing for a usual set. A channel may have its own.',
  }),
  'ai.keywords': list({
    ...{ default: [], maxItems: 200, item: /^[^,\n]{2,60}$/u },
    takes: 'up to 200 words, separated by commas',
    text: 'Messages that say one of these words, in any disguise, are always looked at by the model.',
  }),
  'ai.look': choice({
    default: 'unsure',
    options: lookings,
    text: 'Which messages a model is asked about: those of which the local score is unsure, all, or those with a keyword.',
  }),
  'ai.context': integer({
    ...{ default: 3, min: 0, max: 10 },
    text: 'How many messages before it a chat model gets to understand one, without names.',
  }),
  'ai.leastConfidence': integer({
    ...{ default: 60, min: 0, max: 100 },
    text: 'From how much confidence in percent on something is suggested at all.',
  }),
  'ai.autoWarn': automatic('warns'),
  'ai.autoDelete': automatic('deletes a message'),
  'ai.autoTimeout': automatic('mutes somebody'),
  'ai.autoPerHour': integer({
    ...{ default: 10, min: 0, max: 1000 },
    text: 'How many times an hour something is done without a person at most; the rest is suggested.',
  }),
  'ai.tokensADay': integer({
    ...{ default: 200_000, min: 0, max: 1_000_000_000 },
    text: 'How many tokens a day (UTC) a model may use here.',
  }),
  'ai.tokensOfPersonADay': integer({
    ...{ default: 20_000, min: 0, max: 1_000_000_000 },
    text: 'How many tokens a day (UTC) the messages of one person may use.',
  }),
  'ai.moneyADay': integer({
    ...{ default: 100, min: 0, max: 1_000_000 },
    text: 'How much a model may cost a day (UTC), in hundredths of your currency, by the prices that are set.',
  }),
  'ai.priceRead': price('read'),
  'ai.priceWritten': price('written'),
  'ai.within': duration({
    ...{ default: 15_000, minMs: 500, maxMs: 60_000 },
    text: 'How long a model may take for one answer.',
  }),
  'ai.spareStaff': boolean({ default: true, text: 'Whether what staff say is not looked at.' }),
  'ai.help': text({
    ...{ default: '', maxLength: 1500 },
    text: 'What somebody is told in private who may be in danger of hurting himself: where there is help. Nothing for usual words.',
  }),
} satisfies SettingSet;
