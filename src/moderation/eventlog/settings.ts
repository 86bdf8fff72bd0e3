import { channel, list, secret } from '../../core/settings/kinds.ts';
import type { SettingPlace, SettingSet, Settings } from '../../core/settings/settings.ts';
import { type LogKind, groupNames, groupOf, logKinds } from './kinds.ts';

const name = [...groupNames, ...logKinds].join('|');

/** Where the log of events goes, and what is in it. */
export const eventLogSettings: SettingSet = {
  'eventlog.channel': channel({
    text: 'Where what happens is written down for staff; nothing for no log.',
  }),
  'eventlog.channels': list({
    default: [],
    maxItems: 60,
    maxItemLength: 300,
    item: new RegExp(String.raw`^(${name})=[a-z0-9][a-z0-9-]{0,31}/\S{1,250}$`, 'u'),
    takes: 'groups or kinds with a channel each, separated by commas, like voice=discord/123',
    text: 'Other channels for some of it, as `group=channel` or `kind=channel`. `eventlog kinds` lists them.',
  }),
  'eventlog.off': list({
    default: ['reaction-added', 'reaction-removed'],
    maxItems: 60,
    item: new RegExp(`^(${name})$`, 'u'),
    takes: 'groups or kinds, separated by commas, like voice, member-joined',
    text: 'What is not written down. `eventlog kinds` lists all of it.',
  }),
  'eventlog.webhook': secret({
    pattern: /^https?:\/\/\S{1,490}$/u,
    takes: 'the address of a webhook, which begins with https://; it is never shown again',
    text: 'Where it is posted besides. Only what everybody in the space could see goes there.',
  }),
};

/** Where a kind goes here; undefined: nowhere, for it is off or there is no log. */
export interface Wanted {
  readonly channel: string;
  readonly hasWebhook: boolean;
}

export function wantedIn(
  settings: Settings,
  place: SettingPlace,
  kind: LogKind,
): Wanted | undefined {
  const isHere = (name: string): boolean => name === kind || name === groupOf(kind);
  if (settings.readList('eventlog.off', place).some(isHere)) return undefined;
  const channel =
    routed(settings.readList('eventlog.channels', place), kind) ??
    settings.readText('eventlog.channel', place);
  const hasWebhook = settings.readBoolean('eventlog.webhook', place);
  return channel === '' && !hasWebhook ? undefined : { channel, hasWebhook };
}

/** A kind's own channel wins over that of its group. */
function routed(routes: readonly string[], kind: LogKind): string | undefined {
  const of = (name: string): string | undefined =>
    routes.find((route) => route.startsWith(`${name}=`))?.slice(name.length + 1);
  return of(kind) ?? of(groupOf(kind));
}
