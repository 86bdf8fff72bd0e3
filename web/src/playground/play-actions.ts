import type {
  CompleteRequest,
  NetworkId,
  PlayChannel,
  PlayOptionValue,
} from '../../../src/dashboard/wire.ts';
import { ask, isTextList, tell, wordsOf } from '../data/api.ts';
import { createStore } from '../data/store.ts';

/** Who acts, on which network, in which channel. */
export interface Speaker {
  readonly network: NetworkId;
  readonly person: string;
  readonly channel: PlayChannel;
}

/** The last thing that was refused, for each network. */
export const refusal = createStore<
  { readonly network: NetworkId; readonly words: string } | undefined
>(undefined);

const post = async (network: NetworkId, verb: string, body: object): Promise<boolean> => {
  try {
    await tell('POST', `/api/playground/${network}/${verb}`, body);
    refusal.set(undefined);
    return true;
  } catch (failure) {
    refusal.set({ network, words: wordsOf(failure) });
    return false;
  }
};

/** False when it was refused; why stands in `refusal`. */
export const say = ({ network, person, channel }: Speaker, text: string): Promise<boolean> =>
  channel.kind === 'direct'
    ? post(network, 'direct', { person, text })
    : post(network, 'say', { person, channel: channel.id, text });

export const slash = (
  { network, person, channel }: Speaker,
  command: string,
  options: Readonly<Record<string, PlayOptionValue>>,
): Promise<boolean> => post(network, 'slash', { person, channel: channel.id, command, options });

export const press = (
  { network, person, channel }: Speaker,
  message: string,
  control: string,
): Promise<boolean> => post(network, 'press', { person, channel: channel.id, message, control });

export const choose = (
  { network, person, channel }: Speaker,
  on: { readonly message: string; readonly control: string },
  values: readonly string[],
): Promise<boolean> => post(network, 'choose', { person, channel: channel.id, ...on, values });

export const submit = (
  network: NetworkId,
  person: string,
  values: Readonly<Record<string, string>>,
): Promise<boolean> => post(network, 'submit', { person, values });

/** What could stand in an option; nothing when the bot does not answer. */
export async function complete(
  { network, person, channel }: Speaker,
  asked: Omit<CompleteRequest, 'person' | 'channel'>,
): Promise<readonly string[]> {
  const body = { person, channel: channel.id, ...asked };
  return ask('POST', `/api/playground/${network}/complete`, { body, is: isTextList }).catch(
    () => [],
  );
}

export const playScenario = (id: string): Promise<void> =>
  tell('POST', `/api/playground/scenarios/${encodeURIComponent(id)}/play`);
