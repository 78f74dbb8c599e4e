import { getApps, initializeApp, type App, type AppOptions } from 'firebase-admin/app';

/** The app of that name, made with the options where there is none yet. */
export function namedApp(name: string, options: () => AppOptions): App {
  return getApps().find((app) => app.name === name) ?? initializeApp(options(), name);
}
