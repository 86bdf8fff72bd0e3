/** What is to be undone after a test, last first. */
export function stopsOf() {
  const list: (() => unknown)[] = [];
  return {
    list,
    async run(): Promise<void> {
      for (const stop of list.splice(0).reverse()) await stop();
    },
  };
}
