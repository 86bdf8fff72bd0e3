import type { NewRule } from './desk.ts';

export const presetNames = ['small', 'large', 'strict', 'irc', 'bots'] as const;
export type PresetName = (typeof presetNames)[number];

const floods: readonly NewRule[] = [
  {
    name: 'repeats',
    sentence:
      'when a message and the author sent at least 4 near-duplicates within 1m unless the author is at least a helper then delete it and warn because "Please do not repeat yourself"',
  },
  {
    name: 'many mentions',
    sentence:
      'when a message has at least 6 mentions unless the author is at least a helper then delete it and warn because "Please do not call so many people"',
  },
];

const scams: readonly NewRule[] = [
  {
    name: 'gift scams',
    sentence:
      'when a message or an edit says "free nitro", "nitro gift", "steam gift", "free gift card*", "claim your prize" and has a link outside of discord.com, discord.gift, steampowered.com unless the author is at least a helper then delete it and tell staff because "That looks like a scam"',
  },
  {
    name: 'programs',
    sentence:
      'when a message has a file of type exe, scr, bat, cmd, com, msi, vbs, jar, lnk unless the author is at least a helper then delete it and tell staff because "Programs are not shared here"',
  },
  {
    name: 'hidden text',
    sentence:
      'when a message has at least 20 stacked marks unless the author is at least a helper then delete it because "Please write so that others can read it"',
  },
];

const largeOnly: readonly NewRule[] = [
  {
    name: 'invites',
    sentence:
      'when a message or an edit has an invite unless the author is at least a helper then delete it and warn because "No invites to other servers, please"',
  },
  {
    name: 'links of new accounts',
    sentence:
      'when a message has a link and the author is younger than 7d unless the author is at least a helper then delete it and warn because "New accounts cannot post links yet"',
  },
  {
    name: 'flood',
    sentence:
      'when a message and the author sent at least 8 messages within 8s unless the author is at least a helper then delete it and mute for 5m because "Slow down, please"',
  },
  {
    name: 'wave of one text',
    sentence:
      'when a message has at least 12 characters and the channel got at least 6 duplicates within 20s unless the author is at least a helper then delete it and tell staff',
  },
  {
    name: 'shouting',
    sentence:
      'when a message has at least 80% capitals and the author sent at least 3 shouts within 1m unless the author is at least a helper then warn because "Please do not shout"',
  },
];

const strictOnly: readonly NewRule[] = [
  {
    name: 'links',
    sentence:
      'when a message or an edit has a link and the author has no role unless the author is at least a helper then delete it and warn because "Links need a role here"',
  },
  {
    name: 'emoji',
    sentence:
      'when a message has at least 12 emoji unless the author is at least a helper then delete it because "That is a lot of emoji"',
  },
  {
    name: 'walls of text',
    sentence:
      'when a message has at least 20 lines unless the author is at least a helper then delete it because "Please use a paste"',
  },
];

const irc: readonly NewRule[] = [
  {
    name: 'flood',
    sentence:
      'when a message and the author sent at least 7 messages within 7s unless the author is at least a helper then mute for 2m because "Please use a paste"',
  },
  {
    name: 'repeats',
    sentence:
      'when a message and the author sent at least 3 near-duplicates within 1m unless the author is at least a helper then mute for 2m because "Please do not repeat yourself"',
  },
  {
    name: 'wave of one text',
    sentence:
      'when a message has at least 12 characters and the channel got at least 5 near-duplicates within 20s and the author is not registered unless the author is at least a helper then kick and tell staff',
  },
  {
    name: 'shouting',
    sentence:
      'when a message has at least 80% capitals and the author sent at least 4 shouts within 1m unless the author is at least a helper then warn because "Please do not shout"',
  },
  {
    name: 'links without account',
    sentence:
      'when a message has a link and the author is not registered unless the author is at least a helper then add 4 heat',
  },
  {
    name: 'too hot',
    sentence:
      'when a message has at least 1 character and the heat is at least 12 unless the author is at least a helper then mute for 10m and tell staff',
  },
];

/**
 * Accounts that sell, beg or lure (O19 of systems.md): a score of what is said and who says it, with whole words only, and
 * a person who decides. The hour is the time-out that O19 names.
 */
const bots: readonly NewRule[] = [
  {
    name: 'offers',
    sentence:
      'when a message or an edit says "dm me for", "dm me to earn", "earn money fast", "earn from home", "make money online", "passive income", "crypto signals", "trading signals", "investment opportunity", "guaranteed profit*", "double your money", "recovery expert", "cash app flip*", "hire a hacker" unless the author is at least a helper then add 5 heat',
  },
  {
    name: 'lures',
    sentence:
      'when a message or an edit says "free robux", "free v bucks", "free nitro", "cheap boosts", "selling accounts", "check my bio", "link in my bio", "add me on telegram", "message me on telegram", "text me on whatsapp", "onlyfans leak*", "leaked nudes", "hot girls", "18+ server" unless the author is at least a helper then add 5 heat',
  },
  {
    name: 'links of newcomers',
    sentence:
      'when a message has a link and the author is younger than 14d unless the author is at least a helper then add 3 heat',
  },
  {
    name: 'the same again',
    sentence:
      'when a message and the author sent at least 3 near-duplicates within 5m unless the author is at least a helper then add 4 heat',
  },
  {
    name: 'looks like a bot',
    sentence:
      'when a message has at least 1 character and the heat is at least 8 unless the author is at least a helper then ask the moderators to mute for 1h and delete it because "You write like a program that sells something"',
  },
];

/** Sets of rules to begin with. All of them only watch until somebody says otherwise. */
export const presets: Readonly<Record<PresetName, readonly NewRule[]>> = {
  small: [...floods, ...scams],
  large: [...floods, ...scams, ...largeOnly],
  strict: [...floods, ...scams, ...largeOnly, ...strictOnly],
  irc,
  bots,
};
