import type { Clock } from '../../base/clock.ts';
import { CastellanError } from '../../base/errors.ts';
import type { Key, Keyring } from './keyring.ts';
import { open, parseSealed, seal } from './sealing.ts';
import type { KeptSecret, SecretName, SecretStore } from './store.ts';

/** What may be said of a secret. */
export interface SecretView extends SecretName {
  readonly changedBy: string;
  readonly changedAtMs: number;
  /** Whether one of the keys at hand opens it. */
  readonly opens: boolean;
}

/** Secrets that people gave at run time, sealed in the database. Written by many, read by the few parts that use them. */
export interface Secrets {
  put(secret: SecretName, value: string, by: string): Promise<void>;
  /**
   * Undefined when there is none. Throws `unauthorised` when it is there and no key at hand opens it: the key is
   * missing, or the row was changed or put under another name.
   */
  read(secret: SecretName): Promise<string | undefined>;
  remove(secret: SecretName): Promise<boolean>;
  list(): Promise<readonly SecretView[]>;
  /** Seals everything with the newest key; how many needed it. What no key opens is left as it is. */
  reseal(): Promise<number>;
}

interface Parts {
  readonly store: SecretStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly keys: KeySource;
}

/** Where the keys are. Asked anew each time: another process may have turned them. */
export interface KeySource {
  read(): Keyring;
  /** Like `read`, but makes a first key when there is none. */
  ready(): Keyring;
}

export function secrets({ store, clock, keys }: Parts): Secrets {
  return {
    async put({ scope, name }, value, by) {
      const sealed = seal(value, placeOf({ scope, name }), newest(keys.ready()));
      await store.put({ scope, name, sealed, changedBy: by, changedAtMs: clock.now() });
    },
    async read(secret) {
      const kept = await store.find(secret);
      if (!kept) return undefined;
      const value = opened(kept, keys.read());
      if (value === undefined) throw locked(secret);
      return value;
    },
    remove: (secret) => store.remove(secret),
    async list() {
      const [all, ring] = [await store.all(), keys.read()];
      return all.map((kept) => ({
        ...{ scope: kept.scope, name: kept.name },
        ...{ changedBy: kept.changedBy, changedAtMs: kept.changedAtMs },
        opens: opened(kept, ring) !== undefined,
      }));
    },
    async reseal() {
      const ring = keys.ready();
      const stale = (await store.all()).flatMap((before) => {
        const value = sealedBy(before) === newest(ring).id ? undefined : opened(before, ring);
        if (value === undefined) return [];
        return [{ before, sealed: seal(value, placeOf(before), newest(ring)) }];
      });
      await store.reseal(stale);
      return stale.length;
    },
  };
}

/** What a secret is bound to: moved to another row it does not open. */
const placeOf = ({ scope, name }: SecretName): string => `${scope}\n${name}`;

const sealedBy = ({ sealed }: KeptSecret): string | undefined => parseSealed(sealed)?.keyId;

function opened(kept: KeptSecret, { keys }: Keyring): string | undefined {
  const sealed = parseSealed(kept.sealed);
  const key = sealed && keys.find(({ id }) => id === sealed.keyId);
  return key && open(sealed, placeOf(kept), key);
}

function newest({ keys }: Keyring): Key {
  const [first] = keys;
  if (!first) throw new CastellanError('broken-invariant', 'There is no key to seal secrets with');
  return first;
}

const locked = ({ scope, name }: SecretName): CastellanError =>
  new CastellanError(
    'unauthorised',
    `The secret ${name} is kept but cannot be opened: its key is not among those at hand. Put back the file secrets.key (or the variable CASTELLAN_SECRETS_KEY) that was there, or set the secret anew.`,
    { facts: { scope, name } },
  );
