import type { Applicant } from './applicant.ts';
import { capability, isCapability, type CapabilityName } from './capabilities.ts';
import type { Incoming } from './line.ts';
import { packed } from './names-reply.ts';

/** What the network offers, with values for those who said 302. Changes while the network runs. */
export interface Offer {
  readonly capabilities: ReadonlyMap<string, string>;
}

/** Answers CAP LS, LIST, REQ and END; true when a negotiation ended. */
export function handleCap(applicant: Applicant, offer: Offer, { params }: Incoming): boolean {
  const [subcommand = '', argument = ''] = params;
  switch (subcommand.toUpperCase()) {
    case 'LS':
      list(applicant, offer, Number(argument) || 0);
      return false;
    case 'LIST':
      reply(applicant, 'LIST', namesOf(applicant.user.link.caps).join(' '));
      return false;
    case 'REQ':
      request(applicant, offer, argument);
      return false;
    case 'END':
      applicant.negotiating = false;
      return !applicant.registered;
    default:
      applicant.net.numeric(applicant.user, '410', subcommand || '*', 'Invalid CAP command');
      return false;
  }
}

const namesOf = (caps: number): string[] =>
  Object.entries(capability).flatMap(([name, bit]) => (caps & bit ? name : []));

function reply(applicant: Applicant, subcommand: string, ...params: string[]): void {
  const { net, user } = applicant;
  applicant.deliver(
    net.line(net.rules.serverName, 'CAP', [user.nick || '*', subcommand, ...params]),
  );
}

function list(applicant: Applicant, { capabilities }: Offer, version: number): void {
  if (!applicant.registered) applicant.negotiating = true;
  if (version >= 302) {
    applicant.knowsCap302 = true;
    applicant.user.link.caps |= capability['cap-notify'];
  }
  const words = [...capabilities].map(([name, value]) =>
    version >= 302 && value !== '' ? `${name}=${value}` : name,
  );
  const lines =
    version >= 302 ? packed(words, applicant.net.rules.capLineBytes) : [words.join(' ')];
  for (const line of lines.slice(0, -1)) reply(applicant, 'LS', '*', line);
  reply(applicant, 'LS', lines.at(-1) ?? '');
}

/** All or nothing, as the specification wants it. */
function request(applicant: Applicant, offer: Offer, argument: string): void {
  if (!applicant.registered) applicant.negotiating = true;
  const words = argument.split(' ').filter((word) => word !== '');
  const changes = words.map((word) => changeOf(word, offer));
  if (changes.some((change) => change === undefined)) return reply(applicant, 'NAK', argument);
  for (const change of changes) {
    if (!change) continue;
    const bit = capability[change.name];
    if (change.adding) applicant.user.link.caps |= bit;
    else applicant.user.link.caps &= ~bit;
  }
  reply(applicant, 'ACK', argument);
}

function changeOf(
  word: string,
  { capabilities }: Offer,
): { name: CapabilityName; adding: boolean } | undefined {
  const adding = !word.startsWith('-');
  const name = adding ? word : word.slice(1);
  if (!capabilities.has(name) || !isCapability(name)) return undefined;
  return { name, adding };
}
