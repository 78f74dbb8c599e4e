import assert from 'node:assert/strict';

import { compose } from './compose.ts';

describe('a mail', () => {
  const parts = { subject: 'Hello', before: ['Open this:'], after: ['Bye & thanks.'] };

  it('says the same as text and as HTML', () => {
    const link = 'https://example.com/?a=1&b=2';
    const { text, html } = compose({ ...parts, action: { link, label: 'Open' } });
    assert.equal(text, `Open this:\n\n${link}\n\nBye & thanks.\n`);
    assert.equal(
      html,
      '<p>Open this:</p>\n<p><a href="https://example.com/?a=1&amp;b=2">Open</a></p>\n' +
        '<p>Bye &amp; thanks.</p>',
    );
  });

  it('holds a bare code where there is no link, and nothing where there is neither', () => {
    const { text, html } = compose({ ...parts, action: { code: 'abc' } });
    assert.ok(text.includes('\n\nabc\n\n') && html.includes('<code>abc</code>'));
    assert.equal(compose(parts).text, 'Open this:\n\nBye & thanks.\n');
  });

  it('lets nothing out of its place in the HTML', () => {
    const { html } = compose({ ...parts, action: { link: '"><script>\'', label: '<b>' } });
    assert.ok(!html.includes('<script>') && !html.includes('<b>'));
    assert.ok(html.includes('href="&quot;&gt;&lt;script&gt;&#39;"'));
  });
});
