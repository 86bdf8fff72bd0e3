import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { CastellanError, messageOf } from '../../base/errors.ts';
import type { TlsConfig } from './config.ts';

type TlsChoice = Exclude<TlsConfig, boolean>;

const choiceOf = (tls: TlsConfig): TlsChoice => (typeof tls === 'boolean' ? {} : tls);

/** Whether the first link to a server is in plain text. */
export const startsPlain = (tls: TlsConfig): boolean =>
  tls === false || (typeof tls === 'object' && tls.start === 'plain');

/** Options for the handshake. A pinned fingerprint decides alone, so the chain is not asked then. */
export function tlsOptions(tls: TlsConfig, host: string): ConnectionOptions {
  const { ca, fingerprint, verify, certificate, key } = choiceOf(tls);
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: fingerprint === undefined && verify !== false,
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca !== undefined && { ca: readPem(ca, 'tls.ca') }),
    ...(certificate !== undefined && { cert: readPem(certificate, 'tls.certificate') }),
    ...(certificate !== undefined && { key: readPem(key ?? certificate, 'tls.key') }),
  };
}

function readPem(file: string, setting: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new CastellanError('bad-config', `${setting} cannot be read: ${messageOf(cause)}`, {
      cause,
    });
  }
}

/** What is wrong with the certificate of a finished handshake; undefined when the pin fits or none is set. */
export function pinProblem(tls: TlsConfig, socket: TLSSocket): string | undefined {
  const { fingerprint } = choiceOf(tls);
  if (fingerprint === undefined) return undefined;
  const shown = socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase();
  if (shown === fingerprint) return undefined;
  return `the server shows another certificate than the pinned one (it shows sha256:${shown ?? 'none'}); if its owner renewed it, put the new fingerprint into tls.fingerprint, else somebody is in between`;
}

const words = new Map([
  ['CERT_HAS_EXPIRED', 'the server’s certificate has expired'],
  [
    'CERT_NOT_YET_VALID',
    'the server’s certificate is not valid yet (or this machine’s clock is wrong)',
  ],
  [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'the server’s certificate is self-signed; pin it with tls.fingerprint, or name its issuer with tls.ca',
  ],
  [
    'SELF_SIGNED_CERT_IN_CHAIN',
    'the server’s certificate comes from an issuer that this machine does not know; name it with tls.ca',
  ],
  [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'the server’s certificate comes from an issuer that this machine does not know; name it with tls.ca',
  ],
  [
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'the server’s certificate comes from an issuer that this machine does not know; name it with tls.ca',
  ],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'the server’s certificate is for another name'],
  [
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'the server does not speak TLS on this port; use its TLS port (often 6697), or tls: false',
  ],
  [
    'ERR_SSL_PACKET_LENGTH_TOO_LONG',
    'the server does not speak TLS on this port; use its TLS port (often 6697), or tls: false',
  ],
  ['ECONNREFUSED', 'nobody listens there'],
  ['ENOTFOUND', 'there is no server of that name'],
  ['EAI_AGAIN', 'the name cannot be looked up now'],
  ['ECONNRESET', 'the server closed the connection'],
  ['ETIMEDOUT', 'the server did not answer'],
  ['EPIPE', 'the server closed the connection'],
  ['EHOSTUNREACH', 'there is no way to that server'],
  ['ENETUNREACH', 'there is no way to that server'],
]);

/** Why a link could not be made, in words. */
export function linkProblem(failure: unknown): string {
  const code = codeOf(failure);
  const known = code === undefined ? undefined : words.get(code);
  return known ?? messageOf(failure);
}

function codeOf(failure: unknown): string | undefined {
  if (failure instanceof AggregateError && failure.errors.length > 0)
    return codeOf(failure.errors[0]);
  if (!(failure instanceof Error) || !('code' in failure)) return undefined;
  return typeof failure.code === 'string' ? failure.code : undefined;
}
