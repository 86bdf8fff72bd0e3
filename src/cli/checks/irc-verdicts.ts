import type { IrcConnection, IrcInspection, ServerLook } from '../../platforms/irc/index.ts';
import { type Verdict, bad, good, note } from './verdict.ts';

/** What an inspection of an IRC connection means for the person who configures it. */
export function ircVerdicts(
  config: IrcConnection,
  { looks, trial }: IrcInspection,
): readonly Verdict[] {
  const subject = (what: string): string => `${config.id}: ${what}`;
  const someAnswer = looks.some(({ problem }) => problem === undefined);
  const servers = looks.flatMap((look) => serverVerdicts(subject('server'), look, someAnswer));
  if (trial === undefined) return servers;
  if (!trial.ok)
    return [
      ...servers,
      bad(
        subject('registration'),
        `the network does not let us in: ${trial.problem}`,
        whatNow(trial.problem),
      ),
    ];
  const sasl = config.sasl
    ? [loginVerdict(config.sasl, trial.saslProblem, looks, subject('login'))]
    : [];
  return [...servers, nickVerdict(subject('nick'), config.nick, trial.nick), ...sasl];
}

function serverVerdicts(
  subject: string,
  look: ServerLook,
  someAnswer: boolean,
): readonly Verdict[] {
  const { server, secure, certificate, problem, wantsTlsOn } = look;
  if (problem !== undefined) {
    const remedy =
      certificate?.problem === undefined
        ? 'Check host, port and tls of this server, and that this machine may reach it.'
        : `If you know from another source that this is its certificate, pin it: tls: { fingerprint: "${certificate.fingerprint}" }`;
    return [(someAnswer ? note : bad)(subject, `${server}: ${problem}`, remedy)];
  }
  const offers = `; ${offeredWords(look)}`;
  if (wantsTlsOn !== undefined)
    return [
      note(
        subject,
        `${server} answers in plain text and insists on TLS on port ${wantsTlsOn}${offers}`,
        `Name that port in "server" and set tls: true; as it is, each start begins in plain text.`,
      ),
    ];
  const how = secure
    ? `over TLS (${certificateWords(look)})`
    : 'in plain text: nothing is encrypted';
  return [good(subject, `${server} answers ${how}${offers}`)];
}

const certificateWords = ({ certificate }: ServerLook): string =>
  certificate
    ? `certificate ${certificate.fingerprint}, until ${certificate.validTo}`
    : 'no certificate';

const offeredWords = ({ offersSasl, mechanisms }: ServerLook): string =>
  offersSasl ? `SASL: ${mechanisms?.join(', ') ?? 'offered, mechanisms not named'}` : 'no SASL';

const nickVerdict = (subject: string, wanted: string, got: string): Verdict =>
  got.toLowerCase() === wanted.toLowerCase()
    ? good(subject, `${wanted} is free`)
    : note(
        subject,
        `${wanted} is taken or refused; the bot would be ${got} until it is free`,
        'Choose another nick, or register it with the network’s services and log in with SASL.',
      );

function loginVerdict(
  { mechanism, account = 'the certificate' }: NonNullable<IrcConnection['sasl']>,
  problem: string | undefined,
  looks: readonly ServerLook[],
  subject: string,
): Verdict {
  if (problem !== undefined) {
    const offered = looks.find((look) => look.problem === undefined);
    const remedy = /offer/.test(problem)
      ? `Choose a mechanism that the server offers (${offered ? offeredWords(offered) : 'none'}).`
      : 'Check account and password: is the account registered and confirmed on this network?';
    return bad(subject, `logging in as ${account} with ${mechanism} fails: ${problem}`, remedy);
  }
  const stronger =
    mechanism === 'plain' && looks.some(({ mechanisms }) => mechanisms?.includes('SCRAM-SHA-256'));
  return stronger
    ? note(
        subject,
        `logging in as ${account} works with plain`,
        'This server offers scram-sha-256, which never sends the password: set sasl.mechanism to it.',
      )
    : good(subject, `logging in as ${account} works (${mechanism})`);
}

function whatNow(problem: string): string {
  if (/password/.test(problem)) return 'Check "password", the password of the server itself.';
  if (/ban|k-?line|g-?line/i.test(problem)) return 'Ask the staff of the network.';
  return 'Try again in a few minutes; if it stays, ask the staff of the network.';
}
