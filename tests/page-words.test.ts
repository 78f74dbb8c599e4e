import assert from 'node:assert/strict';

import { REASONS } from '../functions/src/kernel/errors.ts';
import { isBelow } from '../web/src/app/is-below.ts';
import { explain } from '../web/src/ui/explain.ts';

/** A refusal as the SDK gives it to the page. */
function refusal(reason: string, details: object = {}): Error {
  const error = new Error('Whatever the server says. [401]');
  return Object.assign(error, { code: 'functions/internal', details: { reason, ...details } });
}

describe('the words of the page', () => {
  it('tell every reason in a sentence, without its code, a field or a status', () => {
    for (const reason of Object.keys(REASONS)) {
      const fields = [{ field: 'chat_id', message: 'is not so' }];
      const said = explain(refusal(reason, { fields }));
      assert.match(said, /^[A-Z][^_[\]]+\.$/, `${reason}: ${said}`);
      assert.doesNotMatch(said, /[A-Z]{3}|chat_id|401/, reason);
    }
  });

  it('name an input by what it is called there', () => {
    const fields = [
      { field: 'user_agent', message: 'is not so' },
      { field: 'display_name', message: 'must not be empty' },
    ];
    const said = explain(refusal('FIELDS_INVALID', { fields }));
    assert.equal(said, 'The name must not be empty.');
  });

  it('say how long somebody has to wait', () => {
    const wait = (seconds: number) =>
      explain(refusal('RATE_LIMITED', { retry_after_seconds: seconds }));
    assert.equal(wait(1), 'That was too often. Try again in 1 second.');
    assert.equal(wait(600), 'That was too often. Try again in 10 minutes.');
    assert.equal(wait(7200), 'That was too often. Try again in 2 hours.');
  });

  it('tell a missing connection from what rules deny', () => {
    const coded = (code: string) => explain(Object.assign(new Error('L112:22'), { code }));
    assert.match(coded('functions/internal'), /Nobody answered/);
    assert.match(coded('unavailable'), /no connection/);
    assert.match(coded('permission-denied'), /may not see/);
  });
});

describe('the version of the page', () => {
  it('is below another one as versions are ordered, not as texts are', () => {
    const ordered = [
      '0.9.9',
      '1.0.0-rc.2',
      '1.0.0-rc.10',
      '1.0.0-rc.x',
      '1.0.0',
      '1.2.0',
      '1.10.0',
    ];
    for (const [at, version] of ordered.entries()) {
      for (const [other_at, other] of ordered.entries()) {
        assert.equal(isBelow(version, other), at < other_at, `${version} below ${other}`);
      }
    }
  });
});
