export interface IrcDoor {
  readonly host: string;
  readonly port: number;
}

/** What someone would write in castellan.yaml to be on this server. */
export const ircConnectionTo = ({ host, port }: IrcDoor, channels: readonly string[]) => ({
  id: 'bench',
  platform: 'irc',
  server: `${host}:${port}`,
  tls: false,
  nick: 'castellan',
  channels,
});
