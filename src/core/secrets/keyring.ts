import { createHash } from 'node:crypto';
import { CastellanError } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';

export const keyBytes = 32;

/** A key and the name that stands in what it sealed. */
export interface Key {
  /** Of its own bytes, so that the same key has the same name wherever it comes from. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** The keys of this instance, newest first: the first one seals, all of them open. */
export interface Keyring {
  readonly keys: readonly Key[];
}

const idOf = (bytes: Buffer): string =>
  createHash('sha256').update('castellan key id').update(bytes).digest('hex').slice(0, 12);

/** A key as people keep it. */
export const keyText = ({ bytes }: Key): string => bytes.toString('base64url');

export const freshKey = (random: Random): Key => keyOf(random.token(keyBytes));

/** Throws `bad-config` for what is not a key; the message does not repeat it. */
function keyOf(text: string): Key {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== keyBytes || !/^[\w+/=-]+$/.test(text)) {
    throw new CastellanError(
      'bad-config',
      `A key for secrets is ${keyBytes} bytes as base64 (43 characters), and one of those given is not. Put back the key that was there, or make a new one with "castellan secrets rotate".`,
    );
  }
  return { id: idOf(bytes), bytes };
}

/** Reads keys, newest first, parted by commas or line ends; lines that begin with # are for people. */
export function keyringFrom(text: string): Keyring {
  const written = text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .flatMap((line) => line.split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return { keys: written.map(keyOf) };
}
