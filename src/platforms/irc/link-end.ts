/** How a link came to its end; the supervisor decides by it when to try again. */
export type LinkEnd =
  | { readonly kind: 'ended' }
  | { readonly kind: 'lost'; readonly problem: string }
  /** K-line and the like: hammering makes it worse. */
  | { readonly kind: 'banned'; readonly problem: string }
  | { readonly kind: 'throttled'; readonly problem: string }
  /** We sent too much. */
  | { readonly kind: 'flooded'; readonly problem: string }
  /** A wrong password, or SASL failed and the bot is not to go on without it. */
  | { readonly kind: 'unauthorised'; readonly problem: string; readonly stop: boolean }
  /** The server's STS policy: again at once, over TLS. */
  | { readonly kind: 'upgrade'; readonly port: number };

const banned = /\b[kgzdr]-?lined?\b|\bakill|autokill|\bbanned\b|permban/i;
const throttled =
  /throttl|too many|too fast|try again later|connection limit|max(?:imum)? (?:number of )?(?:clients|connections)|server is full|session limit/i;
const flooded = /excess flood|recvq|max ?sendq|flooding/i;

/** Reads the text of an ERROR line. */
export function endOfError(text: string): LinkEnd {
  const problem = `the server closed the link: ${text}`;
  if (banned.test(text)) return { kind: 'banned', problem };
  if (flooded.test(text)) return { kind: 'flooded', problem };
  if (throttled.test(text)) return { kind: 'throttled', problem };
  return { kind: 'lost', problem };
}
