import type { NetworkId, PlayNetwork } from '../../../src/dashboard/wire.ts';
import { channelsFor, unopenedDirect } from '../data/play-state.ts';
import { createStore, rememberedStore } from '../data/store.ts';

interface PlayChoices {
  readonly person: Readonly<Partial<Record<NetworkId, string>>>;
  readonly channel: Readonly<Partial<Record<NetworkId, string>>>;
  readonly hintDone: boolean;
}

/** Who speaks and where, and whether the first visit was had; this browser remembers it. */
export const choices = rememberedStore<PlayChoices>(
  'castellan.playground',
  { person: {}, channel: {}, hintDone: false },
  (kept) => {
    const { person, channel, hintDone } = recordOf(kept);
    return { person: textsOf(person), channel: textsOf(channel), hintDone: hintDone === true };
  },
);

const recordOf = (kept: unknown): Readonly<Record<string, unknown>> & Partial<Kept> =>
  typeof kept === 'object' && kept !== null ? { ...kept } : {};

interface Kept {
  readonly person: unknown;
  readonly channel: unknown;
  readonly hintDone: unknown;
}

function textsOf(kept: unknown): Partial<Record<NetworkId, string>> {
  const { discord, irc } = recordOf(kept);
  return {
    ...(typeof discord === 'string' && { discord }),
    ...(typeof irc === 'string' && { irc }),
  };
}

export const pickPerson = (network: NetworkId, id: string): void =>
  choices.update((state) => ({ ...state, person: { ...state.person, [network]: id } }));

export const pickChannel = (network: NetworkId, id: string): void =>
  choices.update((state) => ({ ...state, channel: { ...state.channel, [network]: id } }));

export const endHint = (): void => choices.update((state) => ({ ...state, hintDone: true }));

/** Which network a phone shows. */
export const shownTab = createStore<string>('discord');

type Seats = Pick<PlayNetwork, 'id' | 'bot' | 'people' | 'channels'>;

/** The person and channel that are picked, or the first there are. */
export function pickedIn(network: Seats, { person, channel }: PlayChoices) {
  const who = network.people.find((one) => one.id === person[network.id]) ?? network.people[0];
  const open = who ? channelsFor(network, who.id) : [];
  const wanted = open.find((one) => one.id === channel[network.id]);
  return { person: who, channels: open, channel: wanted ?? followed(network, channel, open) };
}

/** Who looked into his own conversation with the bot looks into the next person's own. */
function followed(network: Seats, channel: PlayChoices['channel'], open: Seats['channels']) {
  const before = channel[network.id];
  const wasDirect =
    before === unopenedDirect ||
    network.channels.some((one) => one.id === before && one.kind === 'direct');
  const direct = wasDirect ? open.find((one) => one.kind === 'direct') : undefined;
  return direct ?? open[0];
}
