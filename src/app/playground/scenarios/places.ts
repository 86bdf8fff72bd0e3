/** A place on each network. */
export interface Places {
  readonly irc: string;
  readonly discord: string;
}

export const hall: Places = { irc: '#castle', discord: '#general' };
export const elsewhere: Places = { irc: '#random', discord: '#random' };
