/**
 * How the dashboard is built: static files below `/dashboard/`, named by what is in them, without a line of script or style in the
 * page itself, so that its policy (server/src/dashboard/policy.ts) allows none.
 */
import { join } from 'node:path';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The languages of `src/text`. */
const LOCALES = ['en-US', 'de-DE', 'fr-FR', 'es-ES', 'ja-JP', 'ar-AE'];

export default defineConfig({
  root: import.meta.dirname,
  base: '/dashboard/',
  plugins: [react(), { ...optimizeLocales.vite({ locales: LOCALES }), enforce: 'pre' }],
  resolve: {
    // The SDK's source, so that nothing has to be built before.
    alias: { '@tacit/browser': join(import.meta.dirname, '../browser/src/index.ts') },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // What every browser of that age does itself.
    modulePreload: { polyfill: false },
    // A picture in a stylesheet would be a `data:` address, which the policy has no room for.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
