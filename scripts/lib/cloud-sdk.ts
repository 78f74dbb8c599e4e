import { dirname, join } from 'node:path';
import { pathFolders, type Host } from './host.ts';

const JAR = join('platform', 'cloud-firestore-emulator', 'cloud-firestore-emulator.jar');

/**
 * Folders in which a Google Cloud CLI may be installed, in the order they are tried: what the
 * environment names, the `gcloud` on PATH, then where packages and installers put it.
 */
export function cloudSdkRoots(host: Host): string[] {
  const { env, home } = host;
  const roots = env.CLOUDSDK_ROOT_DIR ? [env.CLOUDSDK_ROOT_DIR] : [];
  for (const folder of pathFolders(host)) {
    const gcloud = host.resolve(join(folder, host.platform === 'win32' ? 'gcloud.cmd' : 'gcloud'));
    if (gcloud !== undefined) roots.push(dirname(dirname(gcloud)));
  }
  return [...new Set([...roots, ...usualRoots(host.platform, home, env)])];
}

/** The Firestore emulator that a Google Cloud CLI brought along, if one did. */
export function cloudSdkJar(host: Host): string | undefined {
  return cloudSdkRoots(host)
    .map((root) => join(root, JAR))
    .find((jar) => host.size(jar) !== undefined);
}

function usualRoots(platform: NodeJS.Platform, home: string, env: NodeJS.ProcessEnv): string[] {
  if (platform === 'win32') {
    const inPrograms = join('Google', 'Cloud SDK', 'google-cloud-sdk');
    return [
      join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), inPrograms),
      join(env['ProgramFiles(x86)'] ?? 'C:\\Program Files (x86)', inPrograms),
      join(home, 'google-cloud-sdk'),
    ];
  }
  const own = join(home, 'google-cloud-sdk');
  if (platform === 'darwin') {
    return ['/opt/homebrew/share/google-cloud-sdk', '/usr/local/share/google-cloud-sdk', own];
  }
  const packaged = ['/usr/lib/google-cloud-sdk', '/usr/lib64/google-cloud-sdk'];
  return [
    ...packaged,
    '/snap/google-cloud-cli/current',
    '/home/linuxbrew/.linuxbrew/share/google-cloud-sdk',
    own,
  ];
}
