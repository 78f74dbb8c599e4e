// An instance of the function `api` as the platform runs one, for `startApiInstance`: loads the built
// functions, serves, and tells its parent which packages were loaded so far whenever it asks.
import { createServer, type RequestListener } from 'node:http';
import { registerHooks } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type ParamSpec = { name: string; default?: string | number | boolean };

const packages = new Set<string>();
// Both `import` and `require` resolve through it; the cache of `require` knows no ES modules.
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(resolved.url)?.[1];
    if (name !== undefined) packages.add(name);
    return resolved;
  },
});

const folder = process.argv[2] ?? '';
for (const file of ['.env.local', '.secret.local']) process.loadEnvFile(join(folder, file));
const { api } = (await import(pathToFileURL(join(folder, 'index.js')).href)) as {
  api: RequestListener;
};
await setDefaults();
const server = createServer(api).listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.on('message', () => process.send?.([...packages]));
process.on('disconnect', () => process.exit());

/** The Firebase CLI gives params without a value their default in the environment. */
async function setDefaults(): Promise<void> {
  const { declaredParams } = await import('firebase-functions/params');
  // Its declared types leave out what the CLI uses.
  for (const param of declaredParams as unknown as { toSpec(): ParamSpec }[]) {
    const { name, default: value } = param.toSpec();
    if (value !== undefined) process.env[name] ??= String(value);
  }
}
