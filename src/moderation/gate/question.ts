import type { Random } from '../../base/random.ts';
import type { GateQuestion } from '../../core/gate/desk.ts';

const biggest = 9;
const sumShape = /^sum (\d) (\d)$/;

/** One of the community's own, written `question = answer / other answer`; else a small sum. As it is kept. */
export function pickQuestion(own: readonly string[], random: Pick<Random, 'below'>): string {
  const picked = own[random.below(Math.max(1, own.length))];
  if (picked !== undefined) return `own ${textOf(picked)}`;
  return `sum ${1 + random.below(biggest)} ${1 + random.below(biggest)}`;
}

export function questionOf(kept: string): GateQuestion {
  const sum = sumShape.exec(kept);
  return sum
    ? { kind: 'sum', one: Number(sum[1]), other: Number(sum[2]) }
    : { kind: 'own', text: kept.replace(/^own /, '') };
}

/** Whether this answers the question. Of one that the community has taken out meanwhile, nothing does. */
export function isAnswer(kept: string, own: readonly string[], text: string): boolean {
  const sum = sumShape.exec(kept);
  if (sum) return folded(text) === String(Number(sum[1]) + Number(sum[2]));
  const written = own.find((one) => `own ${textOf(one)}` === kept);
  const answers = written?.slice(written.indexOf('=') + 1).split('/') ?? [];
  return answers.map(folded).some((answer) => answer !== '' && answer === folded(text));
}

const textOf = (written: string): string => written.slice(0, written.indexOf('=')).trim();

/** Case, accents, signs and blanks do not matter. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
