import { freePort, type IrcProcess, runIrcServer } from './irc-process.ts';

export interface InspircdOptions {
  /** The name of the server; two that are linked need two. */
  readonly name?: string;
  readonly sid?: string;
  readonly port?: number;
  /** Modules besides the usual ones. */
  readonly modules?: readonly string[];
  /** Usual modules to leave out. */
  readonly without?: readonly string[];
  /** More configuration, as it stands in the file. `@DIR@` is the server's folder. */
  readonly extra?: string;
  readonly options?: string;
  /** Commands in a row that are too many. */
  readonly threshold?: number;
  readonly pingfreq?: number;
  readonly files?: Readonly<Record<string, string>>;
}

export interface Inspircd extends IrcProcess {
  readonly serverName: string;
}

/** Name and password of the IRC operator on every test server. */
export const oper = { name: 'root', password: 'rootpw' };

const usualModules = [
  'cap',
  'ircv3',
  'ircv3_accounttag',
  'ircv3_batch',
  'ircv3_capnotify',
  'ircv3_chghost',
  'ircv3_ctctags',
  'ircv3_echomessage',
  'ircv3_labeledresponse',
  'ircv3_msgid',
  'ircv3_servertime',
  'services_account',
  'monitor',
  'botmode',
  'setname',
  'sanick',
  'sajoin',
  'sapart',
  'sakick',
  'samode',
  'chghost',
  'chgident',
  'chgname',
  'customprefix',
  'namesx',
  'redirect',
  'banredirect',
  'muteban',
  'md5',
  'cloaking',
];

/** Runs InspIRCd 3 on a free port of the loopback interface. */
export async function inspircd(options: InspircdOptions = {}): Promise<Inspircd> {
  const port = options.port ?? (await freePort());
  const serverName = options.name ?? 'irc.castle.test';
  const process = await runIrcServer({
    name: 'inspircd',
    port,
    config: configOf(options, port, serverName),
    command: (file) => ['inspircd', '--nofork', '--runasroot', `--config=${file}`],
    ...(options.files && { files: options.files }),
  });
  return Object.assign(process, { serverName });
}

function configOf(options: InspircdOptions, port: number, serverName: string): string {
  const modules = [
    ...usualModules.filter((name) => !options.without?.includes(name)),
    ...(options.modules ?? []),
  ];
  return `
<config format="xml">
<server name="${serverName}" description="test" network="CastleNet" id="${options.sid ?? '00A'}">
<admin name="t" nick="t" email="t@castle.test">
<path configdir="@DIR@" datadir="@DIR@" logdir="@DIR@" moduledir="/usr/lib/inspircd/modules">
<pid file="@DIR@/inspircd.pid">
<bind address="127.0.0.1" port="${port}" type="clients">
<connect allow="*" threshold="${options.threshold ?? 10_000}" commandrate="${options.threshold === undefined ? 100_000 : 1000}" fakelag="no" softsendq="1048576" hardsendq="8388608" recvq="262144" localmax="1000" globalmax="1000" resolvehostnames="no" useident="no" maxchans="100" timeout="20" pingfreq="${options.pingfreq ?? 120}">
<class name="All" commands="*" usermodes="*" chanmodes="*" privs="*" snomasks="*">
<type name="Root" classes="All" host="*">
<oper name="${oper.name}" password="${oper.password}" host="*@*" type="Root">
<options prefixquit="Quit: " defaultmodes="nto" syntaxhints="no" ${options.options ?? ''}>
<performance nouserdns="yes" softlimit="2000" clonesonconnect="no">
<security announceinvites="dynamic" maxtargets="20">
<limits maxnick="30" maxchan="64" maxmodes="20" maxident="12" maxquit="255" maxtopic="307" maxkick="255" maxgecos="128" maxaway="200">
<log method="file" type="* -USERINPUT -USEROUTPUT" level="default" target="ircd.log">
<cloak mode="full" key="abcdefghijklmnopqrstuvwxyz0123456789" prefix="castle-">
<customprefix name="founder" letter="q" prefix="~" rank="50000" ranktoset="50000">
<customprefix name="halfop" letter="h" prefix="%" rank="20000" ranktoset="30000">
${modules.map((name) => `<module name="${name}">`).join('\n')}
${options.extra ?? ''}
`;
}
