import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import { CODE_SECONDS, hasEnough, judgeCode, withCode, type EmailCodes } from './codes.ts';

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

  it('stay good when another is asked for, the newest six', () => {
    let codes: EmailCodes | undefined;
    for (let index = 1; index <= 8; index += 1) codes = withCode(codes, made, `h${index}`, at(0));
    assert.deepEqual(
      codes?.codes.map(({ hash }) => hash),
      ['h8', 'h7', 'h6', 'h5', 'h4', 'h3'],
    );
  });

  it('are enough when three are of the last half hour, and then each is good as long again', () => {
    let codes: EmailCodes | undefined;
    const enough = (seconds: number) => hasEnough(codes, 'ada', at(seconds));
    for (const seconds of [0, 600, 1799]) {
      assert.equal(enough(seconds), false);
      codes = withCode(codes, made, `h${seconds}`, at(seconds));
    }
    assert.equal(enough(1799), true);
    assert.equal(judgeCode(codes, 'RESET_PASSWORD', 'h0', at(1799 + 1800)), 'good');
    assert.equal(enough(1800), false, 'the first is half an hour old');
    assert.equal(hasEnough(codes, 'eve', at(1799)), false, 'they are of no use to another account');
  });

  it('never fail an owner who asks, however long strangers go on', () => {
    let codes: EmailCodes | undefined;
    const mailed: [hash: string, until: number][] = [];
    for (let now = 0; now < 6 * CODE_SECONDS; now += 7) {
      if (hasEnough(codes, 'ada', at(now))) {
        // No mail for the owner: at least one that lies there is good for long.
        assert.ok(mailed.some(([, until]) => until >= now + CODE_SECONDS / 2));
      } else {
        codes = withCode(codes, made, `h${now}`, at(now));
        mailed.push([`h${now}`, now + CODE_SECONDS]);
      }
      for (const [hash, until] of mailed) {
        const good = judgeCode(codes, 'RESET_PASSWORD', hash, at(now)) === 'good';
        assert.equal(good, until > now, 'each mail works for its hour');
      }
    }
    assert.ok(mailed.length <= 6 * 6, `${mailed.length} mails in six hours`);
  });

  it('are void for another account that gets the address', () => {
    const first = withCode(undefined, made, 'h1', at(0));
    const second = withCode(first, { ...made, uid: 'eve' }, 'h2', at(0));
    assert.equal(judgeCode(second, 'RESET_PASSWORD', 'h1', at(0)), 'invalid');
  });
});
