import { createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { CastellanError } from '../../../base/errors.ts';
import type { SaslRun } from './mechanism.ts';

const derive = promisify(pbkdf2);
const hash = 'sha256';
const hashBytes = 32;
/** No channel binding, and no other identity than the account itself. */
const header = 'n,,';
const minIterations = 4096;
/** More than that is an attack on our processor, not a better lock. */
const maxIterations = 600_000;

type Step =
  | { step: 'first' }
  | { step: 'final'; bare: string }
  | { step: 'proof'; signature: Buffer }
  | { step: 'done' };

interface Login {
  readonly account: string;
  readonly password: string;
  /** Fresh for each run, without a comma. */
  readonly nonce: string;
}

/** SCRAM-SHA-256 (RFC 5802, RFC 7677) without channel binding. The server must prove that it knows the password too. */
export function scramSha256({ account, password, nonce }: Login): SaslRun {
  let state: Step = { step: 'first' };

  function first(): Buffer {
    const bare = `n=${saslName(account)},r=${nonce}`;
    state = { step: 'final', bare };
    return Buffer.from(header + bare);
  }

  async function final(bare: string, serverFirst: string): Promise<Buffer> {
    const { combined, salt, iterations } = readServerFirst(serverFirst, nonce);
    const withoutProof = `c=${Buffer.from(header).toString('base64')},r=${combined}`;
    const message = `${bare},${serverFirst},${withoutProof}`;
    const salted = await derive(password.normalize('NFKC'), salt, iterations, hashBytes, hash);
    const clientKey = hmac(salted, 'Client Key');
    const proof = xor(clientKey, hmac(createHash(hash).update(clientKey).digest(), message));
    state = { step: 'proof', signature: hmac(hmac(salted, 'Server Key'), message) };
    return Buffer.from(`${withoutProof},p=${proof.toString('base64')}`);
  }

  function check(signature: Buffer, serverFinal: string): Buffer {
    const given = Buffer.from(attribute(serverFinal, 'v') ?? '', 'base64');
    if (given.length !== signature.length || !timingSafeEqual(given, signature))
      throw impostor('the server could not prove that it knows the password');
    state = { step: 'done' };
    return Buffer.alloc(0);
  }

  return {
    get proven() {
      return state.step === 'done';
    },
    answer(challenge) {
      const text = challenge.toString('utf8');
      if (state.step === 'first') return first();
      if (state.step === 'final') return final(state.bare, text);
      if (state.step === 'proof') return check(state.signature, text);
      throw impostor('the server goes on asking after the end');
    },
  };
}

function readServerFirst(text: string, nonce: string) {
  const combined = attribute(text, 'r') ?? '';
  const salt = Buffer.from(attribute(text, 's') ?? '', 'base64');
  const iterations = Number(attribute(text, 'i') ?? Number.NaN);
  if (!combined.startsWith(nonce) || combined.length === nonce.length)
    throw impostor('the server did not take up our nonce');
  if (salt.length === 0) throw impostor('the server sent no salt');
  if (!(iterations >= minIterations && iterations <= maxIterations))
    throw impostor(`the server asks for ${iterations} iterations`);
  return { combined, salt, iterations };
}

const attribute = (text: string, name: string): string | undefined =>
  text
    .split(',')
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(2);

const saslName = (name: string): string =>
  name.normalize('NFKC').replaceAll('=', '=3D').replaceAll(',', '=2C');

const hmac = (key: Buffer, text: string): Buffer => createHmac(hash, key).update(text).digest();

const xor = (left: Buffer, right: Buffer): Buffer =>
  Buffer.from(left.map((byte, at) => byte ^ (right[at] ?? 0)));

const impostor = (problem: string): CastellanError =>
  new CastellanError('unauthorised', `SCRAM-SHA-256 was stopped: ${problem}`);
