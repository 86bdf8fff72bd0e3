import react from '@vitejs/plugin-react';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Lays compressed copies beside the files, which the server hands out to browsers that take them. */
function compressedCopies(): Plugin {
  let assets = '';
  return {
    name: 'compressed-copies',
    apply: 'build',
    configResolved(config) {
      assets = resolve(config.root, config.build.outDir, config.build.assetsDir);
    },
    async closeBundle() {
      const names = (await readdir(assets)).filter((name) => /\.(js|css|svg)$/.test(name));
      for (const name of names) {
        const content = await readFile(join(assets, name));
        await writeFile(join(assets, `${name}.gz`), gzipSync(content, { level: 9 }));
        await writeFile(join(assets, `${name}.br`), brotliCompressSync(content));
      }
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), compressedCopies()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Everything the page loads comes from our own origin by its own address: nothing is inlined.
    assetsInlineLimit: 0,
    target: 'es2023',
    // These know light-dark() and color-mix() themselves.
    cssTarget: ['chrome125', 'firefox126', 'safari18'],
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
});
