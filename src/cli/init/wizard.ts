import { existsSync } from 'node:fs';
import { intro, log, note as box, outro } from '@clack/prompts';
import { productName } from '../../app/product.ts';
import { connectionVerdicts } from '../checks/connection-verdicts.ts';
import { anyBad, type Verdict } from '../checks/verdict.ts';
import { askDiscord } from './ask-discord.ts';
import { askIrc } from './ask-irc.ts';
import { idsIn, type Placing } from './config-file.ts';
import { askChoice, askYesNo, stopped, waiting } from './prompt.ts';
import { readSecrets, secretsPath } from './secrets-file.ts';
import { nextSteps, type Settled, settle, write } from './settle.ts';

const liveWithinMs = 90_000;

/** Asks, tries, writes; as many networks as somebody likes. */
export async function initByAsking(path: string): Promise<void> {
  intro(`${productName}: connect to a network`);
  let file = path;
  let placing = await askPlacing(path);
  let last: Settled | undefined;
  do {
    last = await oneConnection(file, placing);
    file = last.plan.path;
    // Further networks go into the file that was just written.
    placing = 'add';
  } while (await askYesNo('Another network?', false));
  outro(nextSteps(last).at(-1) ?? '');
}

async function askPlacing(path: string): Promise<Placing> {
  if (!existsSync(path)) return 'add';
  const choice = await askChoice(`${path} is there already. It is never overwritten.`, [
    { value: 'add', label: 'Add the network to it', hint: 'comments stay' },
    { value: 'beside', label: 'Write castellan.new.yaml beside it' },
    { value: 'stop', label: 'Stop' },
  ]);
  if (choice === 'stop') throw stopped();
  return choice;
}

async function oneConnection(path: string, placing: Placing): Promise<Settled> {
  const platform = await askChoice('Which network?', [
    { value: 'irc', label: 'IRC', hint: 'Libera, OFTC, your own server' },
    { value: 'discord', label: 'Discord', hint: 'a bot token is needed' },
  ]);
  const taken = idsIn(path);
  const kept = readSecrets(secretsPath(path));
  const draft = await (platform === 'irc' ? askIrc : askDiscord)({ taken, kept });
  const settled = settle(path, draft, placing);
  const verdicts = await waiting(
    'Trying it',
    connectionVerdicts(settled.connection, AbortSignal.timeout(liveWithinMs)),
  );
  for (const verdict of verdicts) tell(verdict);
  if (
    !anyBad(verdicts) ||
    (await askYesNo('It does not work yet. Write it all the same?', false))
  ) {
    write(settled);
    box(nextSteps(settled).slice(0, -1).join('\n'), 'Done');
    return settled;
  }
  if (await askYesNo('Begin again?', true)) return oneConnection(path, placing);
  throw stopped();
}

function tell({ subject, state, finding, remedy }: Verdict): void {
  const text = [`${subject}: ${finding}`, ...(remedy === undefined ? [] : [`→ ${remedy}`])].join(
    '\n',
  );
  if (state === 'ok') log.success(text);
  else if (state === 'note') log.warn(text);
  else log.error(text);
}
