/** Millionths of one's currency, as people write money. */
export const money = (micros: number): string =>
  (micros / 1_000_000).toFixed(micros > 0 && micros < 10_000 ? 5 : 2);

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

const actions: Readonly<Record<string, string>> = {
  ...{ IGNORE: 'Fine', WARN: 'Warn', DELETE: 'Delete', TIMEOUT_SHORT: 'Mute 10 min' },
  ...{ TIMEOUT_MEDIUM: 'Mute 1 h', TIMEOUT_LONG: 'Mute 1 day', KICK: 'Kick', BAN: 'Ban' },
  ...{ NOTIFY_MODS: 'Staff should look', SELF_HARM: 'May need help' },
};

export const actionWord = (action: string): string => actions[action] ?? action;

const followed: Readonly<Record<string, string>> = {
  ...{ watch: 'only written down', suggest: 'waits for a person', act: 'done' },
  ...{ help: 'staff were called', nothing: 'nothing would follow' },
};

export const followedWord = (what: string): string => followed[what] ?? what;

export const modes = {
  off: 'Off',
  test: 'Tested: verdicts are only written down',
  suggest: 'On: a person decides',
  act: 'On: what is sure enough is done',
} as const;
