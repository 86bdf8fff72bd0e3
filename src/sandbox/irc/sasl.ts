import type { Account } from './accounts.ts';
import type { Applicant, SaslState } from './applicant.ts';
import { setAccount } from './identity.ts';
import { maskOf } from './model.ts';
import type { SaslFault } from './network.ts';
import { readClientFirst, serverFirst, verifyClientFinal } from './scram.ts';

const pieceBytes = 400;
const maxAnswerBytes = 8192;
const idle: SaslState = { state: 'idle' };

/** One AUTHENTICATE line of a client. */
export function authenticate(applicant: Applicant, parameter: string): void {
  const { net, user, sasl } = applicant;
  if (sasl.state === 'silent') return;
  if (parameter === '*') return fail(applicant, '906', 'SASL authentication aborted');
  if (parameter.length > pieceBytes) return fail(applicant, '905', 'SASL message too long');
  if (user.account !== undefined) {
    return net.numeric(user, '907', 'You have already authenticated using SASL');
  }
  switch (sasl.state) {
    case 'idle':
      return begin(applicant, parameter.toUpperCase());
    case 'acknowledging':
      return parameter === '+' ? succeed(applicant, sasl.account) : fail(applicant);
    default:
      return collect(applicant, sasl, parameter);
  }
}

/** Registration ended in the middle of an exchange. */
export function abandon(applicant: Applicant): void {
  if (applicant.sasl.state === 'idle' || applicant.sasl.state === 'silent') return;
  fail(applicant, '906', 'SASL authentication aborted');
}

function begin(applicant: Applicant, mechanism: string): void {
  const { net } = applicant;
  const { saslMechanisms } = net.rules;
  const fault = net.saslFaults[0]?.kind;
  if (fault === 'silent') {
    net.take(net.saslFaults);
    applicant.sasl = { state: 'silent' };
    return;
  }
  if (fault === '908') net.take(net.saslFaults);
  if (fault === '908' || !saslMechanisms.includes(mechanism)) {
    net.numeric(applicant.user, '908', saslMechanisms.join(','), 'are available SASL mechanisms');
    return fail(applicant);
  }
  applicant.sasl = { state: 'first', mechanism, pieces: '' };
  send(applicant, '');
}

type Exchange = Extract<SaslState, { mechanism: string }>;

function collect(applicant: Applicant, exchange: Exchange, piece: string): void {
  if (piece !== '+') exchange.pieces += piece;
  if (exchange.pieces.length > maxAnswerBytes)
    return fail(applicant, '905', 'SASL message too long');
  if (piece.length === pieceBytes) return;
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(exchange.pieces)) return fail(applicant);
  answer(applicant, exchange, Buffer.from(exchange.pieces, 'base64').toString('latin1'));
}

function answer(applicant: Applicant, exchange: Exchange, message: string): void {
  const last = exchange.mechanism !== 'SCRAM-SHA-256' || exchange.state === 'final';
  const fault = last ? numericFault(applicant) : undefined;
  if (fault) return fail(applicant, fault, faultTexts[fault]);
  if (exchange.mechanism === 'PLAIN') return plain(applicant, message);
  if (exchange.mechanism === 'EXTERNAL') return external(applicant);
  if (exchange.state === 'first') return scramFirst(applicant, message);
  scramFinal(applicant, exchange, message);
}

const faultTexts = {
  '902': 'You must use a nick assigned to you',
  '904': 'SASL authentication failed',
  '905': 'SASL message too long',
  '906': 'SASL authentication aborted',
  '907': 'You have already authenticated using SASL',
};
type NumericFault = keyof typeof faultTexts;
const isNumeric = (kind: SaslFault['kind']): kind is NumericFault =>
  Object.hasOwn(faultTexts, kind);

function numericFault({ net }: Applicant): NumericFault | undefined {
  const kind = net.saslFaults[0]?.kind;
  if (kind === undefined || !isNumeric(kind)) return undefined;
  net.take(net.saslFaults);
  return kind;
}

function plain(applicant: Applicant, message: string): void {
  const [authzid = '', name = '', password = ''] = message.split('\0');
  const account = applicant.net.accounts.named(name);
  const asAnother = authzid !== '' && authzid !== name;
  if (!account || asAnother || !account.passwordFits(password)) return fail(applicant);
  succeed(applicant, account.name);
}

function external(applicant: Applicant): void {
  const { certificate } = applicant.user;
  const account = certificate && applicant.net.accounts.withCertificate(certificate);
  if (account) succeed(applicant, account.name);
  else fail(applicant);
}

function scramFirst(applicant: Applicant, message: string): void {
  const first = readClientFirst(message);
  const account: Account | undefined = first && applicant.net.accounts.named(first.account);
  if (!first || !account) return fail(applicant);
  const nonce = first.nonce + applicant.net.random.token(12);
  const reply = serverFirst(nonce, account.scramKeys());
  const scram = {
    account: account.name,
    header: first.header,
    nonce,
    signedSoFar: `${first.bare},${reply}`,
  };
  applicant.sasl = { state: 'final', mechanism: 'SCRAM-SHA-256', pieces: '', scram };
  send(applicant, reply);
}

function scramFinal(applicant: Applicant, { scram }: Exchange, message: string): void {
  const account = scram && applicant.net.accounts.named(scram.account);
  const signature = account && verifyClientFinal(message, scram, account.scramKeys());
  if (!signature) return fail(applicant);
  const kind = applicant.net.saslFaults[0]?.kind;
  if (kind === 'no-signature') {
    applicant.net.take(applicant.net.saslFaults);
    return succeed(applicant, account.name);
  }
  applicant.sasl = { state: 'acknowledging', account: account.name };
  if (kind !== 'bad-signature') return send(applicant, `v=${signature}`);
  applicant.net.take(applicant.net.saslFaults);
  send(applicant, `v=${Buffer.alloc(32, 7).toString('base64')}`);
}

function send(applicant: Applicant, message: string): void {
  const encoded = Buffer.from(message, 'latin1').toString('base64');
  const whole = encoded.length > 0 && encoded.length % pieceBytes === 0;
  const pieces = encoded.match(/.{1,400}/g) ?? [];
  for (const piece of [...pieces, ...(whole || encoded === '' ? ['+'] : [])]) {
    applicant.deliver(applicant.net.line('', 'AUTHENTICATE', [piece]));
  }
}

function fail(applicant: Applicant, numeric = '904', text = 'SASL authentication failed'): void {
  applicant.sasl = idle;
  applicant.net.numeric(applicant.user, numeric, text);
}

function succeed(applicant: Applicant, account: string): void {
  const { net, user } = applicant;
  applicant.sasl = idle;
  if (applicant.registered) setAccount(net, user, account);
  else {
    user.account = account;
    net.numeric(user, '900', maskOf(user), account, `You are now logged in as ${account}`);
  }
  net.numeric(user, '903', 'SASL authentication successful');
}
