import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import type { Clock } from '../../../base/clock.ts';
import { messageOf } from '../../../base/errors.ts';
import type { Address, TlsConfig } from '../config.ts';
import { parseLine } from '../line-parser.ts';
import { fallbackDecoder, LineReader } from '../line-reader.ts';
import { parseSts } from '../sts.ts';
import { linkProblem, pinProblem, startsPlain, tlsOptions } from '../tls-trust.ts';

export interface Certificate {
  /** As `tls.fingerprint` takes it. */
  readonly fingerprint: string;
  /** Until when it holds, as the certificate says it. */
  readonly validTo: string;
  /** Why it is not trusted as things are configured. */
  readonly problem?: string;
}

/** What a server shows to somebody who only looks: nothing was said about who we are. */
export interface ServerLook {
  /** `host:port` */
  readonly server: string;
  readonly secure: boolean;
  readonly certificate?: Certificate;
  /** Why no conversation came about. */
  readonly problem?: string;
  /** SASL mechanisms on offer; empty when it offers none, undefined when it does not name them. */
  readonly mechanisms?: readonly string[];
  readonly offersSasl: boolean;
  /** The server insists on TLS, on this port. */
  readonly wantsTlsOn?: number;
}

interface Ports {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const answerWithinMs = 15_000;

/** Connects, looks at the certificate, asks what the server can, and leaves. Never rejects. */
export function lookAtServer(
  { host, port: given }: Address,
  tls: TlsConfig,
  ports: Ports,
): Promise<ServerLook> {
  const secure = !startsPlain(tls);
  const port = given ?? (secure ? 6697 : 6667);
  const look = new Look(host, host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`, secure);
  return new Promise((resolve) => {
    let socket: Socket;
    try {
      socket = secure
        ? connectTls({ host, port, ...tlsOptions(tls, host), rejectUnauthorized: false })
        : connectPlain({ host, port });
    } catch (failure) {
      // A certificate file of ours that cannot be read.
      return resolve(look.failed(messageOf(failure)));
    }
    const finish = (found: ServerLook): void => {
      cancel();
      ports.signal.removeEventListener('abort', aborted);
      socket.destroy();
      resolve(found);
    };
    const aborted = (): void => finish(look.failed('it was given up'));
    const cancel = ports.clock.after(answerWithinMs, () =>
      finish(look.failed(`no answer within ${answerWithinMs / 1000} s`)),
    );
    ports.signal.addEventListener('abort', aborted, { once: true });
    socket.on('error', (failure) => finish(look.failed(linkProblem(failure))));
    socket.on('close', () => finish(look.failed('the server closed the connection')));
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      const distrust = socket instanceof TLSSocket ? look.certify(socket, tls) : undefined;
      if (distrust !== undefined) return finish(look.failed(distrust));
      socket.on('data', reading(look, finish));
      socket.write('CAP LS 302\r\n');
    });
  });
}

function reading(look: Look, finish: (found: ServerLook) => void): (chunk: Buffer) => void {
  const reader = new LineReader(
    {
      line: (text) => {
        const found = look.line(text);
        if (found) finish(found);
      },
      tooLong: () => {},
      endless: () => finish(look.failed('the server sent a line without an end')),
    },
    fallbackDecoder('windows-1252'),
  );
  return (chunk) => reader.push(chunk);
}

/** What was seen of one server so far. */
class Look {
  readonly #host: string;
  readonly #server: string;
  readonly #secure: boolean;
  readonly #offered = new Map<string, string>();
  #certificate: Certificate | undefined;

  constructor(host: string, server: string, secure: boolean) {
    this.#host = host;
    this.#server = server;
    this.#secure = secure;
  }

  /** Notes the certificate; tells why it is not trusted. */
  certify(socket: TLSSocket, tls: TlsConfig): string | undefined {
    // Not getPeerX509Certificate, which answers only once and is asked by whoever checks the pin.
    const { fingerprint256, valid_to: validTo } = socket.getPeerCertificate();
    const problem = distrustOf(socket, tls);
    this.#certificate = {
      fingerprint: `sha256:${fingerprint256.replaceAll(':', '').toLowerCase()}`,
      validTo,
      ...(problem !== undefined && { problem }),
    };
    return problem;
  }

  failed(problem: string): ServerLook {
    return { ...this.#seen(), problem, offersSasl: false };
  }

  /** The whole look, when this line completes it. */
  line(text: string): ServerLook | undefined {
    const line = parseLine(text);
    if (line === undefined) return undefined;
    const { command, params } = line;
    if (command === 'ERROR') return this.failed(`it says: ${params.at(-1) ?? 'go away'}`);
    // Servers without CAP say so, or want to know who we are first.
    if (['421', '451', '410'].includes(command)) return this.#complete();
    return command === 'CAP' && params[1]?.toUpperCase() === 'LS' ? this.#list(params) : undefined;
  }

  #list(params: readonly string[]): ServerLook | undefined {
    for (const word of (params.at(-1) ?? '').split(' ')) {
      const [name = '', ...value] = word.split('=');
      this.#offered.set(name, value.join('='));
    }
    const more = params.length > 3 && params[2] === '*';
    return more ? undefined : this.#complete();
  }

  #complete(): ServerLook {
    const sasl = this.#offered.get('sasl');
    const sts = this.#offered.get('sts');
    const { port } = sts === undefined ? {} : parseSts(sts);
    const named = sasl === '' ? undefined : (sasl?.toUpperCase().split(',') ?? []);
    return {
      ...this.#seen(),
      offersSasl: sasl !== undefined,
      ...(named && { mechanisms: named }),
      ...(!this.#secure && port !== undefined && isIP(this.#host) === 0 && { wantsTlsOn: port }),
    };
  }

  #seen() {
    return {
      server: this.#server,
      secure: this.#secure,
      ...(this.#certificate && { certificate: this.#certificate }),
    };
  }
}

/** The same judgement as the link's own: a pin decides alone, then the chain, unless nobody asks for it. */
function distrustOf(socket: TLSSocket, tls: TlsConfig): string | undefined {
  const choice = typeof tls === 'boolean' ? {} : tls;
  if (choice.fingerprint !== undefined) return pinProblem(tls, socket);
  if (choice.verify === false || socket.authorized) return undefined;
  const error: unknown = socket.authorizationError;
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return linkProblem(Object.assign(new Error(code), { code }));
}
