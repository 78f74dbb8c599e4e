/** What a run printed, with its result. */
export interface Printed<T> {
  result: T;
  output: string;
}

/**
 * Runs something and keeps what this process prints meanwhile, to stdout and stderr, from being shown:
 * our own log lines as well as those of the SDKs.
 */
export async function printedBy<T>(act: () => Promise<T>): Promise<Printed<T>> {
  const chunks: string[] = [];
  const streams = [process.stdout, process.stderr];
  const originals = streams.map((stream) => stream.write.bind(stream));
  for (const stream of streams) {
    stream.write = (chunk: string | Uint8Array): boolean => {
      chunks.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      return true;
    };
  }
  try {
    return { result: await act(), output: chunks.join('') };
  } finally {
    streams.forEach((stream, index) => {
      const original = originals[index];
      if (original !== undefined) stream.write = original;
    });
  }
}
