/** What comes back on the calendar. */
export type Period = 'daily' | 'weekly' | 'monthly';

const dayMs = 86_400_000;

/** How long after its turn something that has not happened is worth an alert. */
export const graceMs: Readonly<Record<Period, number>> = {
  daily: dayMs / 2,
  weekly: dayMs,
  monthly: 2 * dayMs,
};

/** The last turn at or before `nowMs`: every day, every Sunday, every first of a month, at this time in UTC. */
export function lastTurn(period: Period, at: string, nowMs: number): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const now = new Date(nowMs);
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  const turn = (monthThen: number, dayThen: number): number =>
    Date.UTC(year, monthThen, dayThen, hours, minutes);
  if (period === 'monthly') {
    const thisMonth = turn(month, 1);
    return thisMonth <= nowMs ? thisMonth : turn(month - 1, 1);
  }
  const stepDays = period === 'daily' ? 1 : 7;
  const first = turn(month, day - (period === 'daily' ? 0 : now.getUTCDay()));
  return first <= nowMs ? first : first - stepDays * dayMs;
}

/** The first turn after `nowMs`. */
export function nextTurn(period: Period, at: string, nowMs: number): number {
  const last = lastTurn(period, at, nowMs);
  if (period === 'daily') return last + dayMs;
  if (period === 'weekly') return last + 7 * dayMs;
  const then = new Date(last);
  return Date.UTC(
    then.getUTCFullYear(),
    then.getUTCMonth() + 1,
    1,
    then.getUTCHours(),
    then.getUTCMinutes(),
  );
}

/** The same turns in the five fields of cron, in UTC. */
export function cronOf(period: Period, at: string): string {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const days = { daily: '* * *', weekly: '* * 0', monthly: '1 * *' } as const;
  return `${minutes} ${hours} ${days[period]}`;
}

/** Whether a turn has come that was not taken: also after days in which nobody ran. */
export const isDue = (lastDoneMs: number | undefined, turnMs: number, nowMs: number): boolean =>
  nowMs >= turnMs && (lastDoneMs === undefined || lastDoneMs < turnMs);
