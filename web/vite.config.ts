import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

import manifest from '../package.json' with { type: 'json' };

// scripts/lib/build-web.ts builds with this; what it makes, it writes itself.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { PAGE_VERSION: JSON.stringify(manifest.version) },
  build: {
    target: 'es2022',
    // What each browser that knows light-dark() knows, so that it stays as it is written.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The page is one screen: nothing of it can wait, and one file is fetched at once.
    modulePreload: false,
    // For who looks for a mistake in the stack; firebase.json leaves them out of deployments, as they hold
    // the whole source and are five times the rest of the page.
    sourcemap: true,
    // How long the CSS took is for nobody who types npm start.
    rolldownOptions: { checks: { bundlerTimings: false } },
    chunkSizeWarningLimit: 1024,
  },
});
