import { pathOf } from '../../scripts/requirements.ts';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IrcClient } from './irc-client.ts';

export interface Anope {
  /** Ends it, with what it knows on disk. */
  pause(): Promise<void>;
  resume(): void;
  stop(): Promise<void>;
}

/** What the IRC server needs in its own configuration to take services in. */
export const servicesLink = (port: number): string => `
<bind address="127.0.0.1" port="${port}" type="servers">
<link name="services.castle.test" ipaddr="127.0.0.1" port="${port}" allowmask="*" sendpass="linkpass" recvpass="linkpass">
<uline server="services.castle.test" silent="no">
<sasl target="services.castle.test" requiressl="no">`;

const modules = [
  'inspircd3',
  'db_flatfile',
  'enc_sha256',
  'nickserv',
  'ns_register',
  'ns_identify',
  'ns_logout',
  'ns_recover',
  'ns_set',
  'chanserv',
  'cs_register',
  'cs_invite',
  'cs_unban',
  'cs_access',
  'cs_flags',
  'cs_mode',
  'm_sasl',
];

const config = (port: number) => `
uplink { host = "127.0.0.1"; port = ${port}; password = "linkpass"; }
serverinfo { name = "services.castle.test"; description = "Services"; id = "00S"; pid = "services.pid"; motd = "services.motd"; }
networkinfo { networkname = "CastleNet"; nicklen = 30; userlen = 12; hostlen = 64; chanlen = 64; nick_chars = ""; }
options { casemap = "ascii"; seed = 4711; readtimeout = 2s; warningtimeout = 4h; timeoutcheck = 3s; retrywait = 2s; }
log { target = "services.log"; logage = 1; admin = "*"; override = "*"; commands = "*"; servers = "*"; users = "*"; other = "*"; rawio = no; debug = no; }
service { nick = "NickServ"; user = "services"; host = "services.castle.test"; gecos = "NickServ"; }
service { nick = "ChanServ"; user = "services"; host = "services.castle.test"; gecos = "ChanServ"; }
${modules.map((name) => `module { name = "${name}";${settingsOf(name)} }`).join('\n')}
privilege { name = "OP"; rank = 230; level = 5; flag = "o"; }
privilege { name = "OPME"; rank = 220; level = 5; flag = "o"; }
command { service = "NickServ"; name = "REGISTER"; command = "nickserv/register"; }
command { service = "NickServ"; name = "IDENTIFY"; command = "nickserv/identify"; hide = true; }
command { service = "NickServ"; name = "LOGOUT"; command = "nickserv/logout"; }
command { service = "NickServ"; name = "RECOVER"; command = "nickserv/recover"; }
command { service = "ChanServ"; name = "REGISTER"; command = "chanserv/register"; }
command { service = "ChanServ"; name = "INVITE"; command = "chanserv/invite"; }
command { service = "ChanServ"; name = "UNBAN"; command = "chanserv/unban"; }
command { service = "ChanServ"; name = "OP"; command = "chanserv/modes"; set = "OP" }
command { service = "ChanServ"; name = "FLAGS"; command = "chanserv/flags"; }
`;

function settingsOf(name: string): string {
  if (name === 'inspircd3') return ' use_server_side_mlock = no; use_server_side_topiclock = no;';
  if (name === 'nickserv')
    return ' client = "NickServ"; defaults = "ns_secure"; minpasslen = 3; regdelay = 0s;';
  if (name === 'ns_register') return ' registration = "none";';
  if (name === 'ns_recover') return ' restoreonrecover = yes;';
  if (name === 'chanserv')
    return ' client = "ChanServ"; defaults = ""; maxregistered = 20; accessmax = 100; inhabit = 15s;';
  if (name === 'cs_mode') return ' mlock = "+nt"; max = 50;';
  if (name === 'db_flatfile') return ' database = "anope.db"; keepbackups = 0; fork = no;';
  return '';
}

/** Resolves when services are there for people. */
export async function servicesAnswer(client: IrcClient): Promise<void> {
  for (let tries = 0; tries < 80; tries += 1) {
    client.send('WHOIS NickServ');
    if (/ 311 /.test(await client.hears(/ (311|401) /))) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('The services never came');
}

/** Runs Anope's services against a server that listens for them on `linkPort`. */
export function anope(linkPort: number): Anope {
  const dir = mkdtempSync(join(tmpdir(), 'castellan-anope-'));
  for (const name of ['db', 'logs', 'conf']) mkdirSync(join(dir, name));
  writeFileSync(join(dir, 'conf', 'services.conf'), config(linkPort));
  writeFileSync(join(dir, 'conf', 'services.motd'), 'services\n');
  const start = (): ChildProcess =>
    spawn(
      pathOf('anope') ?? 'anope',
      [
        '--nofork',
        `--confdir=${join(dir, 'conf')}`,
        `--dbdir=${join(dir, 'db')}`,
        `--logdir=${join(dir, 'logs')}`,
        '--modulesdir=/usr/lib/anope',
        '--localedir=/usr/share/anope/locale',
      ],
      { cwd: dir, stdio: 'ignore' },
    );
  let child = start();
  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await gone;
  }
  return {
    pause: () => end('SIGTERM'),
    resume() {
      child = start();
    },
    async stop() {
      await end('SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
