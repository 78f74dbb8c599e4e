// The page that `npm start` serves: two people side by side, each on a device of his own.
import { render } from 'preact';

import { App } from './app/app.tsx';
import { loadSettings } from './app/settings.ts';
import { forgetClosedTabs, openTab } from './firebase/tab.ts';
import { explain } from './ui/explain.ts';

const root = document.querySelector('#app');
if (root === null) throw new Error('The page has no #app');

Promise.all([loadSettings(), openTab()]).then(
  ([settings, tab]) => {
    render(<App settings={settings} tab={tab} />, root);
    // What cannot be deleted now, the next page tries again.
    if (tab !== undefined) forgetClosedTabs().catch(() => undefined);
  },
  (error: unknown) => render(<p class="notice">{explain(error)}</p>, root),
);
