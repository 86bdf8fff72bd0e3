import type { FactStore, StoredBlock } from '../../src/replay/index.ts';

/** What the table of facts does, in memory; the real one has its own suite. */
export function memoryFacts(): FactStore & { readonly rows: StoredBlock[]; broken: boolean } {
  const rows: StoredBlock[] = [];
  const forget = (unwanted: (row: StoredBlock) => boolean): Promise<number> => {
    const before = rows.length;
    rows.splice(0, before, ...rows.filter((row) => !unwanted(row)));
    return Promise.resolve(before - rows.length);
  };
  const sum = (of: (row: StoredBlock) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    rows,
    broken: false,
    add(blocks) {
      if (this.broken) return Promise.reject(new Error('the disk is full'));
      rows.push(...blocks);
      return Promise.resolve();
    },
    pages(fromMs) {
      const known = new Map<number, number>();
      for (const { page, facts, untilMs } of rows) {
        if (untilMs >= fromMs) known.set(page, (known.get(page) ?? 0) + facts);
      }
      const pages = [...known].map(([page, facts]) => ({ page, facts }));
      return Promise.resolve(pages.sort((a, b) => b.page - a.page));
    },
    blocks: (from, until) =>
      Promise.resolve(
        rows.filter(({ page }) => page >= from && page <= until).sort((a, b) => a.page - b.page),
      ),
    replace(block) {
      const at = rows.findIndex(({ page, space }) => page === block.page && space === block.space);
      rows[at] = block;
      return Promise.resolve();
    },
    async remove(page, space) {
      await forget((row) => row.page === page && row.space === space);
    },
    forgetBefore: (untilMs) => forget((row) => row.untilMs < untilMs),
    forgetSpace: (space) => forget((row) => row.space === space),
    size: () =>
      Promise.resolve({
        blocks: rows.length,
        facts: sum(({ facts }) => facts),
        bytes: sum(({ body }) => body.length),
      }),
  };
}
