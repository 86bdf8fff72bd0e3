import { createHash, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';

/** Keys as RFC 5802 stores them: the password itself is not needed to check a SCRAM proof. */
export interface ScramKeys {
  readonly salt: Buffer;
  readonly iterations: number;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

export interface Account {
  readonly name: string;
  /** Nicks that belong to it; its own name is one. */
  readonly nicks: Set<string>;
  /** SHA-256 fingerprints (lower-case hex) for SASL EXTERNAL. */
  readonly certificates: Set<string>;
  passwordFits(password: string): boolean;
  /** Computed on first use. */
  scramKeys(): ScramKeys;
}

const iterations = 4096;

const hmac = (key: Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text, 'latin1').digest();

/** The keys for a password (a byte string). */
function deriveScramKeys(password: string, salt: Buffer): ScramKeys {
  const salted = pbkdf2Sync(Buffer.from(password, 'latin1'), salt, iterations, 32, 'sha256');
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest();
  return { salt, iterations, storedKey, serverKey: hmac(salted, 'Server Key') };
}

/** The accounts of the network's services. */
export class Accounts {
  readonly #byName = new Map<string, Account>();
  readonly #fold: (name: string) => string;
  readonly #salt: () => Buffer;

  constructor(fold: (name: string) => string, salt: () => Buffer) {
    this.#fold = fold;
    this.#salt = salt;
  }

  /** Makes an account, or gives an old one a new password. All are byte strings. */
  set(name: string, password: string, nicks: readonly string[] = []): Account {
    let keys: ScramKeys | undefined;
    const account: Account = {
      name,
      nicks: new Set([name, ...nicks].map(this.#fold)),
      certificates: new Set(),
      passwordFits: (given) => sameText(given, password),
      scramKeys: () => (keys ??= deriveScramKeys(password, this.#salt())),
    };
    this.#byName.set(this.#fold(name), account);
    return account;
  }

  named(name: string): Account | undefined {
    return this.#byName.get(this.#fold(name));
  }

  remove(name: string): void {
    this.#byName.delete(this.#fold(name));
  }

  owning(nick: string): Account | undefined {
    const folded = this.#fold(nick);
    return this.#find((account) => account.nicks.has(folded));
  }

  withCertificate(fingerprint: string): Account | undefined {
    return this.#find((account) => account.certificates.has(fingerprint));
  }

  #find(fits: (account: Account) => boolean): Account | undefined {
    return [...this.#byName.values()].find(fits);
  }
}

function sameText(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text, 'latin1').digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
