import assert from 'node:assert/strict';
import { localFcmAgent } from './local-transport.ts';

describe('localFcmAgent', () => {
  it('takes an ip:port', () => {
    assert.ok(localFcmAgent('127.0.0.1:80'));
    assert.ok(localFcmAgent('[::1]:9000'));
  });

  it('refuses anything else', () => {
    for (const host of ['', '127.0.0.1', '127.0.0.1:', ':80', 'http://127.0.0.1:80/']) {
      assert.throws(() => localFcmAgent(host), RangeError, host);
    }
  });
});
