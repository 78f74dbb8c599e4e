import { useClientConfig } from './client-config.ts';
import { isBelow } from './is-below.ts';
import { VERSION } from './version.ts';

/** Says that this page is older than an admin lets apps be, where it is. */
export function UpdateNeeded() {
  const { min_app_version } = useClientConfig();
  const least = min_app_version?.web;
  if (least === undefined || !isBelow(VERSION, least)) return null;
  return (
    <p class="update" role="status">
      <b>An update is needed.</b> This page is version {VERSION}, and {least} is asked for.{' '}
      <button class="small" type="button" onClick={() => location.reload()}>
        Load it again
      </button>
    </p>
  );
}
