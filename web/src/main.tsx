// The page that `npm start` serves: two people side by side, each on a device of his own.
import { render } from 'preact';

import { App } from './app/app.tsx';
import { loadSettings } from './app/settings.ts';
import { explain } from './ui/explain.ts';

const root = document.querySelector('#app');
if (root === null) throw new Error('The page has no #app');

loadSettings().then(
  (settings) => render(<App settings={settings} />, root),
  (error: unknown) => render(<p class="notice">{explain(error)}</p>, root),
);
