import { MIN_JAVA } from './java.ts';

/** What could not be found, with what the search looked at. */
export interface Missing {
  readonly java?: readonly string[];
  readonly emulator?: readonly string[];
}

interface Remedy {
  readonly java: string;
  readonly emulator: string;
  readonly note?: string;
}

const REMEDIES: Record<'linux' | 'darwin' | 'win32', Remedy> = {
  linux: {
    java: `sudo apt-get install -y openjdk-${MIN_JAVA}-jre-headless`,
    emulator: 'sudo apt-get install -y google-cloud-cli-firestore-emulator',
    note:
      `Debian 12 has no Java ${MIN_JAVA} of its own: add https://packages.adoptium.net/artifactory/deb ` +
      `and install temurin-${MIN_JAVA}-jre. The emulator is in Google's own package source, ` +
      'https://packages.cloud.google.com/apt.',
  },
  darwin: {
    java: `brew install openjdk@${MIN_JAVA}`,
    emulator:
      'brew install --cask gcloud-cli && gcloud components install cloud-firestore-emulator',
  },
  win32: {
    java: `winget install EclipseAdoptium.Temurin.${MIN_JAVA}.JRE`,
    emulator:
      'winget install Google.CloudSDK && gcloud components install cloud-firestore-emulator',
  },
};

const SYSTEMS = [
  ['linux', 'Debian, Ubuntu'],
  ['darwin', 'macOS'],
  ['win32', 'Windows'],
] as const;

/**
 * The one message for a machine that lacks what the emulators need: what was looked for, where, and
 * the command that fixes it. The platform's own command comes first; all are shown, because the
 * terminal may well be on another machine than the reader.
 */
export function missingToolsMessage(missing: Missing, platform: NodeJS.Platform): string {
  const lines = ['The emulators cannot start on this machine.'];
  if (missing.java) {
    lines.push('', `No Java ${MIN_JAVA} or newer, and none could be downloaded. Looked at:`);
    lines.push(...missing.java.map((line) => `  ${line}`));
  }
  if (missing.emulator) {
    lines.push('', 'No Firestore emulator, and it could not be downloaded. Looked at:');
    lines.push(...missing.emulator.map((line) => `  ${line}`));
  }
  lines.push('', 'With a network connection the same command fetches both by itself. Without:');
  const ordered = [...SYSTEMS].sort(([a], [b]) => Number(b === platform) - Number(a === platform));
  for (const [system, name] of ordered) {
    const { java, emulator, note } = REMEDIES[system];
    const commands = [missing.java && java, missing.emulator && emulator].filter(Boolean);
    lines.push(`  ${`${name}:`.padEnd(15)} ${commands.join(' && ')}`);
    if (note && system === platform) lines.push(`  ${''.padEnd(15)} ${note}`);
  }
  return lines.join('\n');
}
