import type { Context } from 'hono';

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>This link is not used</title>
<h1>This link is not used</h1>
<p>Nothing was changed. We do not send such mails: if you have not asked for anything, ignore it.</p>
<p>To prove your address or to set a new password, ask for a mail in the app.</p>
</html>`;

/**
 * `/firebase-link`: where the links in Firebase Auth's own mails lead, which strangers can have sent. It
 * changes nothing, and does not look at the code.
 */
export function firebaseLink(c: Context): Response | Promise<Response> {
  return c.html(PAGE, 200, {
    'content-security-policy': "default-src 'none'",
    'cache-control': 'no-store',
  });
}
