import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import { CODE_SECONDS, judgeCode, withCode, type EmailCodes } from './codes.ts';

const at = (seconds: number) => new Instant(1_200_000_000 + seconds, 0);
const made = { purpose: 'RESET_PASSWORD', uid: 'ada', email: 'ada@example.com' } as const;

describe('the codes of an address', () => {
  it('are good for an hour', () => {
    const codes = withCode(undefined, made, 'h', at(0));
    const judge = (seconds: number) => judgeCode(codes, 'RESET_PASSWORD', 'h', at(seconds));
    assert.equal(judge(0), 'good');
    assert.equal(judge(CODE_SECONDS - 1), 'good');
    assert.equal(judge(CODE_SECONDS), 'expired');
  });

  it('are good for their purpose only, and unknown ones never', () => {
    const codes = withCode(undefined, made, 'h', at(0));
    assert.equal(judgeCode(codes, 'VERIFY_EMAIL', 'h', at(0)), 'invalid');
    assert.equal(judgeCode(codes, 'RESET_PASSWORD', 'other', at(0)), 'invalid');
    assert.equal(judgeCode(undefined, 'RESET_PASSWORD', 'h', at(0)), 'invalid');
  });

  it('do nothing where there was no account', () => {
    const codes = withCode(undefined, { ...made, uid: null, email: null }, 'h', at(0));
    assert.equal(judgeCode(codes, 'RESET_PASSWORD', 'h', at(0)), 'invalid');
  });

  it('stay good when another is asked for, the newest five', () => {
    let codes: EmailCodes | undefined;
    for (let index = 1; index <= 7; index += 1) codes = withCode(codes, made, `h${index}`, at(0));
    assert.deepEqual(
      codes?.codes.map(({ hash }) => hash),
      ['h7', 'h6', 'h5', 'h4', 'h3'],
    );
  });

  it('are void for another account that gets the address', () => {
    const first = withCode(undefined, made, 'h1', at(0));
    const second = withCode(first, { ...made, uid: 'eve' }, 'h2', at(0));
    assert.equal(judgeCode(second, 'RESET_PASSWORD', 'h1', at(0)), 'invalid');
  });
});
