import type { NetworkRules } from './options.ts';
import type { Prefixes } from './prefixes.ts';

/** Channel modes by kind, as CHANMODES tells them; letters that are prefixes here are left out. */
export interface ChannelModes {
  readonly lists: string;
  readonly always: string;
  readonly whenSet: string;
  readonly flags: string;
}

export function channelModes(
  { letters }: Prefixes,
  accountMode: NetworkRules['accountMode'],
): ChannelModes {
  const free = (wanted: string) =>
    wanted
      .split('')
      .filter((each) => !letters.includes(each))
      .join('');
  return {
    lists: free('beIq'),
    always: 'k',
    whenSet: 'fl',
    flags: free(accountMode === 'R' ? 'imnRst' : 'imnrst'),
  };
}

/** The tokens of 005, in the order in which they are sent. */
export function supportTokens(rules: NetworkRules, prefixes: Prefixes): string[] {
  const modes = channelModes(prefixes, rules.accountMode);
  return [
    `NETWORK=${rules.network.replace(/ /g, '\\x20')}`,
    `CASEMAPPING=${rules.casemapping}`,
    'CHANTYPES=#&',
    `PREFIX=${rules.prefix}`,
    `STATUSMSG=${prefixes.signs}`,
    `CHANMODES=${modes.lists},${modes.always},${modes.whenSet},${modes.flags}`,
    `CHANLIMIT=#&:${rules.maxChannels}`,
    `CHANNELLEN=${rules.channelLength}`,
    `NICKLEN=${rules.nickLength}`,
    'USERLEN=10',
    'HOSTLEN=64',
    'NAMELEN=150',
    'KEYLEN=24',
    `TOPICLEN=${rules.topicLength}`,
    'AWAYLEN=200',
    'KICKLEN=255',
    `LINELEN=${rules.lineBytes}`,
    `MODES=${rules.modesPerLine}`,
    `MAXLIST=${modes.lists}:${rules.maxListEntries}`,
    `MAXTARGETS=${rules.maxTargets}`,
    `TARGMAX=PRIVMSG:${rules.maxTargets},NOTICE:${rules.maxTargets},WHOIS:1,NAMES:1,LIST:1,KICK:1,JOIN:,PART:,MONITOR:`,
    `MONITOR=${rules.monitorLimit}`,
    'EXCEPTS=e',
    'INVEX=I',
    'EXTBAN=$,a',
    'ELIST=U',
    'SAFELIST',
    'WHOX',
    'BOT=B',
    ...(rules.utf8Only ? ['UTF8ONLY'] : []),
    ...rules.extraTokens,
  ];
}
