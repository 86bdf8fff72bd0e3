/** What an example is about; its words in the place's language are in the texts of the module. */
export const starterNames = [
  'welcome',
  'reaction-role',
  'announcement',
  'auto-reply',
  'custom-command',
] as const;
export type StarterName = (typeof starterNames)[number];

export interface StarterPlace {
  /** `#general`: where things are said unless somebody changes it. */
  readonly channel: string;
  readonly platform: 'discord' | 'irc';
}

/** One that can be taken over as it is, or changed first. */
export interface Starter {
  readonly name: StarterName;
  readonly title: string;
  readonly sentence: string;
  /** False: something in it must be filled in first. */
  readonly ready: boolean;
}

/** Examples to begin with, as they would be in this place. */
export function starters({ channel, platform }: StarterPlace): readonly Starter[] {
  const here = platform === 'irc' ? '' : ` in ${channel}`;
  return [
    {
      ...{ name: 'welcome', title: 'Welcome', ready: true },
      sentence: `when someone joins and at most once in 10m per person then say "Welcome to {{ space }}, {{ person.mention }}!"${here}`,
    },
    platform === 'irc'
      ? {
          ...{ name: 'reaction-role', title: 'Voice for a word', ready: true },
          sentence:
            'when someone gives the command "voice" and the person is registered then give voice',
        }
      : {
          ...{ name: 'reaction-role', title: 'Role for a reaction', ready: false },
          sentence: 'when a reaction ✅ is added to message 0 then give the role "Reader"',
        },
    {
      ...{ name: 'announcement', title: 'Every Monday at nine', ready: true },
      sentence: `when it is "0 9 * * 1" then say "Good morning, {{ space }}! A new week begins."${here}`,
    },
    {
      ...{ name: 'auto-reply', title: 'Answer a question', ready: true },
      sentence:
        'when a message says "how do I join", "where do I start" and at most once in 1m per channel then reply "Read the rules first, then ask away."',
    },
    {
      ...{ name: 'custom-command', title: 'Heads or tails', ready: true },
      sentence:
        'when someone gives the command "flip" then reply "{{ person }} flips a coin: {{ \'heads | tails\' | pick }}!"',
    },
  ];
}
