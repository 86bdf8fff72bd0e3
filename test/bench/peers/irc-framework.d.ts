/** The little of irc-framework (which has no types) that is measured here. */
declare module 'irc-framework' {
  interface Spoken {
    readonly nick: string;
    readonly target: string;
    readonly message: string;
  }
  export class Client {
    connect(options: {
      host: string;
      port: number;
      nick: string;
      username: string;
      gecos: string;
    }): void;
    on(event: 'registered' | 'close', listener: () => void): void;
    on(event: 'message', listener: (spoken: Spoken) => void): void;
    on(event: 'userlist', listener: () => void): void;
    join(channels: string): void;
    raw(...parts: readonly string[]): void;
  }
}
declare module 'irc-framework/src/irclineparser.js' {
  function parse(line: string): { readonly command: string } | undefined;
  export = parse;
}
