import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** 32 MiB and some 80 ms a try: slow for a thief, bearable for a person. */
const cost = { log2N: 15, r: 8, p: 1 } as const;
const keyBytes = 32;
const maxMemoryBytes = 128 * 1024 * 1024;

interface Cost {
  readonly log2N: number;
  readonly r: number;
  readonly p: number;
}

/** A slow, salted hash of a secret that a person may have chosen: `scrypt$15$8$1$salt$key`. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(secret, salt, cost);
  const { log2N, r, p } = cost;
  return ['scrypt', log2N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether the secret made this hash; takes the same time whatever is wrong. False for a damaged hash. */
export async function secretMatches(secret: string, hash: string): Promise<boolean> {
  const kept = parse(hash);
  if (!kept) return false;
  const key = await derive(secret, kept.salt, kept.cost);
  return timingSafeEqual(key, kept.key);
}

/** For secrets that are random already: session tokens. */
export const quickHash = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');

/** What stands for a session where its requests are counted: never its token. */
export const sessionKey = (token: string): string => quickHash(`limit:${token}`);

function parse(hash: string): { cost: Cost; salt: Buffer; key: Buffer } | undefined {
  const [kind, log2N, r, p, salt = '', key = ''] = hash.split('$');
  const numbers = { log2N: Number(log2N), r: Number(r), p: Number(p) };
  const keyBuffer = Buffer.from(key, 'base64url');
  const sound =
    kind === 'scrypt' &&
    numbers.log2N >= 10 &&
    numbers.log2N <= 16 &&
    numbers.r === 8 &&
    numbers.p === 1 &&
    keyBuffer.length === keyBytes;
  return sound
    ? { cost: numbers, salt: Buffer.from(salt, 'base64url'), key: keyBuffer }
    : undefined;
}

/** One at a time, so that many logins at once cannot take the memory or the threads of the bot. */
let last: Promise<unknown> = Promise.resolve();

function derive(secret: string, salt: Buffer, { log2N, r, p }: Cost): Promise<Buffer> {
  const turn = last.then(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        const options = { N: 2 ** log2N, r, p, maxmem: maxMemoryBytes };
        scrypt(secret.normalize('NFKC'), salt, keyBytes, options, (failure, key) => {
          if (failure) reject(failure);
          else resolve(key);
        });
      }),
  );
  last = turn.catch(() => undefined);
  return turn;
}
