import type { TakeDirectChat } from '../../core/direct-chat.ts';
import { CtcpAnswers } from './ctcp.ts';
import { chatOffer, readChatWish } from './dcc.ts';
import { directOf } from './identity.ts';
import type { Link } from './link.ts';
import { command } from './outgoing.ts';
import type { User } from './roster.ts';

/** What becomes of CTCP requests on a link: direct chats are handed on, of the rest some are answered. */
export function ctcpOn(link: Link): (user: User, request: string) => void {
  const answers = new CtcpAnswers({
    clock: link.clock,
    reply: (line) => link.request(line, 'bulk'),
  });
  const chats = link.directChat && new DirectChats(link, link.directChat);
  return (user, request) => {
    if (!chats?.asked(user, request)) answers.asked(user, request);
  };
}

/** Hands on who asks for a DCC CHAT; whether he gets one is not decided here. */
class DirectChats {
  readonly #link: Link;
  readonly #take: TakeDirectChat;

  constructor(link: Link, take: TakeDirectChat) {
    this.#link = link;
    this.#take = take;
  }

  /** Whether the CTCP request was about a direct chat. */
  asked(user: User, request: string): boolean {
    const wish = readChatWish(request);
    if (wish === undefined) return false;
    const { connection, roster, isupport, self } = this.#link;
    const seen = { connection, fold: roster.fold, ranking: isupport.prefixes.modes };
    const { actor, place } = directOf(seen, user);
    this.#take({
      ...{ where: place, actor, self: self.nick, wish },
      offer: (address) => this.#say('PRIVMSG', user, `\x01${chatOffer(address)}\x01`),
      tell: (text) => this.#say('NOTICE', user, text),
    });
    return true;
  }

  /** To the nick that the person has by now. */
  #say(verb: string, { nick }: User, text: string): void {
    this.#link.request(command(verb, [nick], text), 'operator');
  }
}
