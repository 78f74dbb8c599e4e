import { readAccounts, type Account } from './accounts.ts';
import type { SuiteHosts } from './suite.ts';

/** `settings.json` beside the page: what the page is told of the emulators it talks to. */
export interface PageSettings {
  readonly project_id: string;
  readonly region: string;
  readonly emulators: Partial<SuiteHosts>;
  readonly accounts: readonly Account[];
  /** Whom one click signs in on each side. */
  readonly left: string;
  readonly right: string;
}

const REGION = 'us-central1';

/** The settings of a page that is served by this suite. */
export function pageSettings(
  project_id: string,
  hosts: SuiteHosts,
  { seeded }: { seeded: boolean },
): PageSettings {
  const { auth, firestore, functions, push, sms, mail, google, facebook, operations } = hosts;
  const emulators = { auth, firestore, functions, push, sms, mail, google, facebook, operations };
  const accounts = seeded ? readAccounts() : [];
  return { project_id, region: REGION, emulators, accounts, left: '108', right: '109' };
}
