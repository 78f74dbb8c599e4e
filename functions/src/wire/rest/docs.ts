import { readFile } from 'node:fs/promises';

import type { Context } from 'hono';

import { ParleyError } from '../../kernel/errors.ts';
import { openapiDocument } from '../openapi/document.ts';

const TYPES: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

/** Everything comes from here: no other host is asked. */
const POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/**
 * The function is not the root of its host, and the emulator takes a slash at the end from the path
 * before we see it. So where things are is found in the browser: beside this page's own address.
 */
const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Parley API</title>
<link rel="icon" href="data:,">
<body><div id="ui"></div>
<script>
const root = location.pathname.replace(/\\/docs\\/*$/, '');
const add = (tag, fields) => document.body.append(Object.assign(document.createElement(tag), fields));
add('link', { rel: 'stylesheet', href: root + '/docs/swagger-ui.css' });
add('script', {
  src: root + '/docs/swagger-ui-bundle.js',
  onload: () => SwaggerUIBundle({
    url: root + '/openapi.json',
    dom_id: '#ui',
    deepLinking: false,
    validatorUrl: null,
  }),
});
</script>
</body>
</html>`;

let document: Promise<object> | undefined;

/** `/openapi.json` */
export async function openapiJson(c: Context): Promise<Response> {
  return c.json(await (document ??= openapiDocument()));
}

/** `/docs`: Swagger UI over the document. It asks no other host, and calls can be tried. */
export function docsPage(c: Context): Response | Promise<Response> {
  return c.html(PAGE, 200, { 'content-security-policy': POLICY });
}

/** The files of Swagger UI that the page asks for. */
export async function docsFile(c: Context): Promise<Response> {
  const file = c.req.param('file') ?? '';
  const type = TYPES[file];
  if (type === undefined) throw new ParleyError('ROUTE_NOT_FOUND');
  const text = await readFile(new URL(import.meta.resolve(`swagger-ui-dist/${file}`)), 'utf8');
  return c.body(text, 200, { 'content-type': type, 'cache-control': 'public, max-age=86400' });
}
