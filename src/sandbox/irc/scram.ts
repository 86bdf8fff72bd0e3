import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ScramKeys } from './accounts.ts';
import type { ScramExchange } from './applicant.ts';

/** The client's first message, taken apart; undefined when it is none. */
export function readClientFirst(
  message: string,
): { header: string; bare: string; account: string; nonce: string } | undefined {
  const match = /^([ny],(?:a=[^,]*)?,)(n=([^,]*),r=([^,]+))/.exec(message);
  if (!match) return undefined;
  const [, header = '', , name = '', nonce = ''] = match;
  const bare = message.slice(header.length);
  return { header, bare, account: name.replaceAll('=2C', ',').replaceAll('=3D', '='), nonce };
}

export function serverFirst(nonce: string, { salt, iterations }: ScramKeys): string {
  return `r=${nonce},s=${salt.toString('base64')},i=${iterations}`;
}

/** Checks the client's last message; the server's signature when the proof is right, else undefined. */
export function verifyClientFinal(
  message: string,
  { header, nonce, signedSoFar }: ScramExchange,
  keys: ScramKeys,
): string | undefined {
  const match = /^(c=([^,]*),r=([^,]*)),p=([^,]*)$/.exec(message);
  if (!match) return undefined;
  const [, withoutProof = '', binding = '', echoed = '', proofText = ''] = match;
  if (echoed !== nonce || binding !== Buffer.from(header, 'latin1').toString('base64'))
    return undefined;
  const signed = `${signedSoFar},${withoutProof}`;
  const proof = Buffer.from(proofText, 'base64');
  if (!proofFits(proof, keys, signed)) return undefined;
  return createHmac('sha256', keys.serverKey).update(signed, 'latin1').digest('base64');
}

function proofFits(proof: Buffer, { storedKey }: ScramKeys, signed: string): boolean {
  if (proof.length !== storedKey.length) return false;
  const signature = createHmac('sha256', storedKey).update(signed, 'latin1').digest();
  const clientKey = signature.map((byte, index) => byte ^ (proof[index] ?? 0));
  return timingSafeEqual(createHash('sha256').update(clientKey).digest(), storedKey);
}
