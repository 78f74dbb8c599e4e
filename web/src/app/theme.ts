import type { ClientConfig } from '../firebase/client-config.ts';

const COLOR = /^#[0-9a-f]{6}$/i;

/** Makes the page look as an admin has set it; what is not set follows the system. */
export function applyTheme({ theme }: ClientConfig): void {
  const { style } = document.documentElement;
  const mode = theme?.mode ?? 'system';
  style.colorScheme = mode === 'system' ? 'light dark' : mode;
  const primary = theme?.colors?.['primary'];
  if (primary !== undefined && COLOR.test(primary)) style.setProperty('--brand', primary);
  else style.removeProperty('--brand');
}
