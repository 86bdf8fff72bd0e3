/** Runs something again and again while the page is in sight: a tab behind others asks the server for nothing. Stops when called. */
export function whileInSight(run: () => unknown, everyMs: number): () => void {
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') run();
  }, everyMs);
  return () => clearInterval(timer);
}
