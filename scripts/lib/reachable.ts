/**
 * Whether a download from this address is worth trying: any answer counts. It keeps an offline
 * start from waiting for a downloader's time-outs. Behind a proxy, which only the downloaders know
 * how to use, the answer is always yes.
 */
export async function reachable(
  url: string,
  env: NodeJS.ProcessEnv = process.env,
  timeLimitMs = 3_000,
): Promise<boolean> {
  if (env.HTTPS_PROXY ?? env.https_proxy ?? env.HTTP_PROXY ?? env.http_proxy) return true;
  try {
    const signal = AbortSignal.timeout(timeLimitMs);
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal });
    return true;
  } catch {
    return false;
  }
}
