/** Rules of the network whose name begins so are ours; no other is ever touched. */
const mark = 'Castellan · ';
const longestName = 100;

export const isOurs = (name: string): boolean => name.startsWith(mark);

/** What a rule of the network is called that stands for these of ours. */
export function nameOf(numbers: readonly number[]): string {
  const name = `${mark}${numbers.length === 1 ? 'rule' : 'rules'} ${numbers.join(', ')}`;
  return name.length <= longestName ? name : `${name.slice(0, longestName - 1)}…`;
}
