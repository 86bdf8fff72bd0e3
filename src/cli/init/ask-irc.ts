import { log } from '@clack/prompts';
import { ircConnection, type ServerLook } from '../../platforms/irc/index.ts';
import { bestMechanism, lookAt } from './irc-server.ts';
import {
  type Draft,
  type IrcWish,
  type Kept,
  idFor,
  ircDraft,
  secretVariable,
  unused,
  variableFor,
} from './draft.ts';
import {
  type Choice,
  askChoice,
  askSecret,
  askText,
  askYesNo,
  stopped,
  waiting,
} from './prompt.ts';

const lookWithinMs = 30_000;
const { server, nick, channels } = ircConnection.shape;

interface Found {
  readonly server: string;
  readonly tls: IrcWish['tls'];
  readonly look: ServerLook | undefined;
}

/** Asks for everything that an IRC connection needs, looking at the server in between. */
export async function askIrc({ taken, kept }: Kept): Promise<Draft> {
  const found = await askServer();
  const id = unused(idFor(found.server), taken);
  const wanted = await askText({ message: 'Which nick?', initial: 'castellan', shape: nick });
  const list = await askText({
    message: 'Which channels? (several with spaces between; none is fine)',
    hint: '#castellan',
    optional: true,
  });
  const login = await askLogin(id, wanted, found.look, kept);
  const account = await askText({
    message:
      'Your own services account on this network, so that the bot obeys you? (empty: nobody yet)',
    optional: true,
  });
  return ircDraft({
    ...{ id, server: found.server, tls: found.tls, nick: wanted, channels: channelNames(list) },
    ...(login && { login }),
    owners: account === '' ? [] : [`irc:${id}:account:${account}`],
  });
}

/** People write "castle, #random"; the sign in front is easily forgotten. */
function channelNames(list: string): readonly string[] {
  const names = list.split(/[\s,]+/).filter((name) => name !== '');
  return names
    .map((name) => (/^[#&+!]/.test(name) ? name : `#${name}`))
    .filter((name) => channels.safeParse([name]).success);
}

async function askServer(): Promise<Found> {
  const text = await askText({
    message: 'Which IRC server? (host:port)',
    initial: 'irc.libera.chat:6697',
    shape: server,
  });
  return settleTrust(text, true);
}

/** Looks at the server; where that fails, asks how to go on. */
async function settleTrust(text: string, tls: IrcWish['tls']): Promise<Found> {
  const look = await waiting(
    `Looking at ${text}`,
    lookAt(text, tls, AbortSignal.timeout(lookWithinMs)),
  );
  if (look?.problem === undefined) {
    tellGood(look);
    return { server: text, tls, look };
  }
  log.error(`${text}: ${look.problem}`);
  const fingerprint = untrusted(look);
  const choice = await askChoice('How shall it go on?', waysOn(tls, fingerprint));
  switch (choice) {
    case 'pin':
      return settleTrust(text, fingerprint === undefined ? tls : { fingerprint });
    case 'plain':
      return settleTrust(text, false);
    case 'keep':
      return { server: text, tls, look: undefined };
    case 'other':
      return askServer();
    case 'stop':
      throw stopped();
  }
}

/** The fingerprint of a certificate that stands in the way. */
const untrusted = ({ certificate }: ServerLook): string | undefined =>
  certificate?.problem === undefined ? undefined : certificate.fingerprint;

type WayOn = 'pin' | 'other' | 'plain' | 'keep' | 'stop';

const waysOn = (tls: IrcWish['tls'], fingerprint: string | undefined): readonly Choice<WayOn>[] => [
  ...(fingerprint === undefined
    ? []
    : [{ value: 'pin' as const, label: 'Trust exactly this certificate', hint: fingerprint }]),
  { value: 'other', label: 'Name another server or port' },
  ...(tls === true && fingerprint === undefined
    ? [
        {
          value: 'plain' as const,
          label: 'Try without encryption',
          hint: 'anybody in between can read',
        },
      ]
    : []),
  { value: 'keep', label: 'Keep it as it is', hint: 'the server may come back' },
  { value: 'stop', label: 'Stop' },
];

function tellGood(look: ServerLook | undefined): void {
  if (look === undefined) return;
  const sasl = look.offersSasl
    ? `it offers SASL (${look.mechanisms?.join(', ') ?? '?'})`
    : 'it offers no SASL';
  const certificate = look.certificate ? `; certificate ${look.certificate.fingerprint}` : '';
  log.success(`It answers ${look.secure ? 'over TLS' : 'in plain text'}; ${sasl}${certificate}`);
}

async function askLogin(
  id: string,
  wanted: string,
  look: ServerLook | undefined,
  kept: Kept['kept'],
): Promise<IrcWish['login']> {
  if (look?.offersSasl === false) return undefined;
  if (!(await askYesNo('Has the bot an account with the network’s services (NickServ)?', false)))
    return undefined;
  const account = await askText({ message: 'Which account?', initial: wanted });
  const value = await askSecret('Its password? (kept in .env, never in castellan.yaml)');
  const password = secretVariable(variableFor(id, 'PASSWORD'), value, kept);
  return { mechanism: bestMechanism(look), account, password };
}
