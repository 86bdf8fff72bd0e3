import { Secret } from '../../base/secret.ts';
import { type AiEndpoint, aiApis } from '../../core/ai/gateway.ts';
import type { Place } from '../../core/event.ts';
import type { Secrets } from '../../core/secrets/secrets.ts';
import { type Scope, scopesOf, layersOf } from '../../core/settings/scope.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Model, ModelKind } from '../../moderation/ai/index.ts';

interface Parts {
  readonly settings: Settings;
  readonly secrets: Pick<Secrets, 'read'>;
}

/** A cent is ten thousand millionths. */
const microsOfHundredth = 10_000;

/** The model of a place, with its key: only for asking it. Undefined where none is set. */
export async function modelAt(
  { settings, secrets }: Parts,
  where: Place,
  kind: ModelKind,
): Promise<Model | undefined> {
  const place = layersOf(where);
  const number = (name: string): number => settings.readNumber(`ai.${name}`, place);
  const { url, model, keyFrom, mayBeLocal } = addressAt(settings, where);
  if (url === '' || model === '') return undefined;
  const key = keyFrom && (await secrets.read({ scope: keyFrom, name: 'ai.key' }));
  const endpoint: AiEndpoint = {
    ...{ url, model, mayBeLocal, withinMs: number('within') },
    api: aiApis.find((api) => api === settings.readText('ai.api', place)) ?? 'openai',
    price: { read: number('priceRead'), written: number('priceWritten') },
    ...(key !== undefined && { key: new Secret(key) }),
  };
  const budget = {
    ...{ tokens: number('tokensADay'), tokensOfPerson: number('tokensOfPersonADay') },
    micros: number('moneyADay') * microsOfHundredth,
  };
  return { endpoint, kind, budget };
}

export interface Address {
  readonly url: string;
  readonly model: string;
  /** The layer of the key that may be sent there. */
  readonly keyFrom?: Scope;
  readonly mayBeLocal: boolean;
}

/**
 * Where the model of a place is, and whose key it gets. Whoever names an address gets no key of a wider layer: an
 * administrator could otherwise have the owner's key sent to a server of his own. For the same reason only the owner of
 * the instance may name addresses inside its network.
 */
export function addressAt(settings: Settings, where: Place): Address {
  const place = layersOf(where);
  const url = settings.readText('ai.url', place);
  const layers = scopesOf(place);
  const { from } = settings.held('ai.url', place);
  const urlAt = layers.findIndex((layer) => layer === from);
  const urlLayer = urlAt < 0 ? layers.length - 1 : urlAt;
  const keyAt = layers.findIndex((layer) => settings.setAt('ai.key', layer) === true);
  const keyFrom = keyAt >= 0 && keyAt <= urlLayer ? layers[keyAt] : undefined;
  return {
    ...{ url, model: settings.readText('ai.model', place) },
    ...(keyFrom !== undefined && { keyFrom }),
    mayBeLocal: urlLayer === layers.length - 1,
  };
}

/** The host of an address, which is all that anybody is shown of it in public. */
export const hostOf = (url: string): string => URL.parse(url)?.host ?? '';
