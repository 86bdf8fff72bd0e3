import { maskOf, type Channel, type User } from '../model.ts';
import { fullMask, isChannelName } from '../names.ts';
import type { Network } from '../network.ts';
import { needsOperator, noSuchNick } from './handler.ts';

interface Change {
  readonly adding: boolean;
  readonly letter: string;
  readonly param: string | undefined;
}

/** A MODE command on a channel: a question without changes, else what `user` may change is changed. */
export function channelMode(
  net: Network,
  user: User,
  channel: Channel,
  params: readonly string[],
): void {
  if (params.length === 0) return tellModes(net, user, channel);
  const rank = user.service ? 'o' : rankOf(net, channel, user);
  const done: Change[] = [];
  for (const change of readChanges(net, params)) {
    if (isQuestion(net, change)) tellList(net, user, channel, change.letter);
    else if (!mayChange(net, rank, change)) {
      needsOperator(net, user, channel.name);
      break;
    } else {
      const made = makeChange(net, user, channel, change);
      if (made) done.push(made);
    }
  }
  announceModes(net, maskOf(user), channel, done);
}

/** Carries changes out for a server or a script: no rank is needed. */
export function forceMode(
  net: Network,
  channel: Channel,
  params: readonly string[],
  by: User,
): void {
  const done = readChanges(net, params)
    .map((change) => makeChange(net, by, channel, change))
    .filter((change) => change !== undefined);
  announceModes(net, net.rules.serverName, channel, done);
}

function announceModes(
  net: Network,
  source: string,
  channel: Channel,
  done: readonly Change[],
): void {
  if (done.length === 0) return;
  net.toChannel(channel, net.event(source, 'MODE', [channel.name, ...writeChanges(done)]));
}

function tellModes(net: Network, user: User, channel: Channel): void {
  const inside = channel.members.has(user) || user.modes.has('o');
  const values = [...channel.values].map(([letter, value]) => ({
    letter,
    value: letter === 'k' && !inside ? '*' : value,
  }));
  const letters = [...channel.flags, ...values.map(({ letter }) => letter)].join('');
  net.numeric(user, '324', channel.name, `+${letters}`, ...values.map(({ value }) => value));
  net.numeric(user, '329', channel.name, String(Math.floor(channel.createdAtMs / 1000)));
}

/** Takes `+o-v ann bob` apart; beyond the limit of parameters the rest is ignored, as servers do. */
function readChanges(net: Network, [letters = '', ...values]: readonly string[]): Change[] {
  const changes: Change[] = [];
  let adding = true;
  let used = 0;
  for (const letter of letters) {
    if (letter === '+' || letter === '-') {
      adding = letter === '+';
      continue;
    }
    const takes = takesParam(net, letter, adding);
    if (takes && used >= net.rules.modesPerLine) continue;
    changes.push({ adding, letter, param: takes ? values[used] : undefined });
    if (takes) used += 1;
  }
  return changes;
}

function takesParam({ modes, prefixes }: Network, letter: string, adding: boolean): boolean {
  if (prefixes.letters.includes(letter) || modes.lists.includes(letter)) return true;
  return modes.always.includes(letter) || (adding && modes.whenSet.includes(letter));
}

const isQuestion = ({ modes }: Network, { letter, param }: Change): boolean =>
  modes.lists.includes(letter) && param === undefined;

type Rank = 'h' | 'none' | 'o';

function rankOf(net: Network, channel: Channel, user: User): Rank {
  const modes = channel.members.get(user) ?? '';
  if (net.prefixes.atLeast(modes, 'o')) return 'o';
  return net.prefixes.atLeast(modes, 'h') ? 'h' : 'none';
}

/** A half-operator may not make operators. */
const mayChange = (net: Network, rank: Rank, { letter }: Change): boolean =>
  rank === 'o' || (rank === 'h' && (letter === 'v' || !net.prefixes.letters.includes(letter)));

function makeChange(
  net: Network,
  user: User,
  channel: Channel,
  change: Change,
): Change | undefined {
  const { letter } = change;
  const { modes, prefixes } = net;
  if (prefixes.letters.includes(letter)) return changeStatus(net, user, channel, change);
  if (modes.lists.includes(letter)) return changeList(net, user, channel, change);
  if (modes.always.includes(letter)) return changeKey(channel, change);
  if (modes.whenSet.includes(letter)) return changeValue(net, user, channel, change);
  if (modes.flags.includes(letter)) return changeFlag(channel, change);
  net.numeric(user, '472', letter, 'is unknown mode char to me');
  return undefined;
}

function changeStatus(
  net: Network,
  user: User,
  channel: Channel,
  change: Change,
): Change | undefined {
  const { letter, adding, param } = change;
  if (param === undefined) return undefined;
  const target = net.user(param);
  const held = target && channel.members.get(target);
  if (!target) noSuchNick(net, user, param);
  else if (held === undefined) {
    net.numeric(user, '441', target.nick, channel.name, "They aren't on that channel");
  }
  if (!target || held === undefined || held.includes(letter) === adding) return undefined;
  channel.members.set(target, net.prefixes.withMode(held, letter, adding));
  return { letter, adding, param: target.nick };
}

function changeList(
  net: Network,
  user: User,
  channel: Channel,
  change: Change,
): Change | undefined {
  const { letter, adding, param = '' } = change;
  const mask = fullMask(param);
  const entries = channel.lists.get(letter) ?? [];
  const others = entries.filter((entry) => net.fold(entry.mask) !== net.fold(mask));
  const present = others.length < entries.length;
  if (present === adding) return undefined;
  if (adding && entries.length >= net.rules.maxListEntries) {
    net.numeric(user, '478', channel.name, mask, 'Channel ban list is full');
    return undefined;
  }
  const entry = { mask, setBy: maskOf(user), setAtMs: net.clock.now() };
  const kept = adding ? [...entries, entry] : others;
  if (kept.length === 0) channel.lists.delete(letter);
  else channel.lists.set(letter, kept);
  return { letter, adding, param: mask };
}

function changeKey(
  { values }: Channel,
  { letter, adding, param = '*' }: Change,
): Change | undefined {
  const held = values.get(letter);
  if (!adding) {
    values.delete(letter);
    return held === undefined ? undefined : { letter, adding, param };
  }
  const key = param.replace(/[ ,:]/g, '').slice(0, 24);
  if (key === '' || param === '*' || held === key) return undefined;
  values.set(letter, key);
  return { letter, adding, param: key };
}

function changeValue(
  net: Network,
  user: User,
  channel: Channel,
  change: Change,
): Change | undefined {
  const { letter, adding, param = '' } = change;
  const held = channel.values.get(letter);
  if (!adding) {
    channel.values.delete(letter);
    return held === undefined ? undefined : { letter, adding, param: undefined };
  }
  if (held === param || !isValue(net, letter, param)) {
    if (held !== param)
      net.numeric(user, '696', channel.name, letter, param || '*', 'Invalid parameter');
    return undefined;
  }
  channel.values.set(letter, param);
  return { letter, adding, param };
}

const isValue = (net: Network, letter: string, param: string): boolean =>
  letter === 'l' ? /^[1-9]\d{0,8}$/.test(param) : isChannelName(param, net.rules.channelLength);

function changeFlag({ flags }: Channel, { letter, adding }: Change): Change | undefined {
  if (flags.has(letter) === adding) return undefined;
  if (adding) flags.add(letter);
  else flags.delete(letter);
  return { letter, adding, param: undefined };
}

function writeChanges(changes: readonly Change[]): string[] {
  let letters = '';
  let sign = '';
  const params: string[] = [];
  for (const { adding, letter, param } of changes) {
    const wanted = adding ? '+' : '-';
    if (wanted !== sign) letters += sign = wanted;
    letters += letter;
    if (param !== undefined) params.push(param);
  }
  return [letters, ...params];
}

const listNumerics: Readonly<Record<string, readonly [string, string, string]>> = {
  b: ['367', '368', 'End of channel ban list'],
  e: ['348', '349', 'End of channel exception list'],
  I: ['346', '347', 'End of channel invite exception list'],
  q: ['728', '729', 'End of channel quiet list'],
};

function tellList(net: Network, user: User, channel: Channel, letter: string): void {
  const [entry, end, text] = listNumerics[letter] ?? ['367', '368', 'End of list'];
  const extra = letter === 'q' ? ['q'] : [];
  for (const { mask, setBy, setAtMs } of channel.lists.get(letter) ?? []) {
    const at = String(Math.floor(setAtMs / 1000));
    net.numeric(user, entry, channel.name, ...extra, mask, setBy, at);
  }
  net.numeric(user, end, channel.name, ...extra, text);
}
