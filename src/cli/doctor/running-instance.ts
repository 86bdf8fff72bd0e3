import type { Config } from '../../app/config-schema.ts';
import { messageOf } from '../../base/errors.ts';
import { type Verdict, bad, good, note } from '../checks/verdict.ts';
import { type Run, withErrands } from '../errand.ts';

/**
 * What a Castellan that runs says of itself: its health, and, of a channel that is named, why it does not answer there.
 * Asked of the program itself, so that the doctor, chat and the page say the same.
 */
export async function runningVerdicts(
  config: Config,
  channel: string | undefined,
): Promise<readonly Verdict[]> {
  const found: Verdict[] = [];
  try {
    await withErrands(config, async (run) => {
      found.push(await verdictOf(run, 'health', 'health show'));
      if (channel !== undefined) found.push(await verdictOf(run, channel, `why ${channel}`));
    });
  } catch (failure) {
    found.push(note('health', `the Castellan that runs gives no answer: ${messageOf(failure)}`));
  }
  return found;
}

/** The first line of the answer is the finding; what it says to do stands behind an arrow, or follows. */
async function verdictOf(run: Run, subject: string, line: string): Promise<Verdict> {
  const { done, text, tone } = await run(line);
  const [title = '', ...others] = text.split('\n').map((one) => one.trim());
  if (done) return good(subject, title);
  const marked = others.filter((one) => one.startsWith('→')).map((one) => one.slice(1).trim());
  const remedies = marked.length > 0 ? marked : others.slice(0, 1);
  // What is degraded works, and somebody should know; that it does not answer is bad however it is told.
  const judge = subject === 'health' && tone === 'warning' ? note : bad;
  return judge(subject, title, ...(remedies.length > 0 ? [remedies.join(' ')] : []));
}
