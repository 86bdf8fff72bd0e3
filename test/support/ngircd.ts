import { freePort, type IrcProcess, runIrcServer } from './irc-process.ts';

interface NgircdOptions {
  /** More lines of the section [Limits]. */
  readonly limits?: string;
  /** More sections. */
  readonly extra?: string;
}

/** Runs ngIRCd on a free port of the loopback interface. */
export async function ngircd({ limits = '', extra = '' }: NgircdOptions = {}): Promise<IrcProcess> {
  const port = await freePort();
  return runIrcServer({
    name: 'ngircd',
    port,
    config: `
[Global]
Name = ng.castle.test
Info = test
Listen = 127.0.0.1
Ports = ${port}
ServerUID = 0
ServerGID = 0
MotdPhrase = hello
[Limits]
MaxPenaltyTime = 0
ConnectRetry = 60
MaxJoins = 10
MaxNickLength = 9
${limits}
[Options]
DNS = no
Ident = no
PAM = no
[Operator]
Name = root
Password = rootpw
${extra}
`,
    command: (file) => ['ngircd', '-n', '-f', file],
  });
}
