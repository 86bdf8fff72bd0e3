import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
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
