import assert from 'node:assert/strict';

import twilio, { type Twilio } from 'twilio';

import { parseConfig } from '../../../functions/src/config/config.ts';
import { twilioClient } from '../../../functions/src/edges/twilio/client.ts';
import { twilioInbox, type TwilioInbox } from './client.ts';
import { startTwilioStandIn, type TwilioStandIn } from './server.ts';
import type { Failure, Sms } from './types.ts';

const ACCOUNT = `AC${'1'.repeat(32)}`;
const FROM = '+15005550006';

describe('the Twilio stand-in, through twilio', () => {
  let standIn: TwilioStandIn;
  let client: Twilio;
  let inbox: TwilioInbox;
  const heard: Sms[] = [];

  before(async () => {
    standIn = await startTwilioStandIn({ onMessage: (sms) => heard.push(sms) });
    const config = parseConfig({
      emulated: true,
      project_id: 'demo-x',
      region: 'us-central1',
      WEB_API_KEY: 'emulator',
      JWT_KEYS: `emulator:${Buffer.alloc(32, 7).toString('base64')}`,
      HASH_KEY: Buffer.alloc(32, 9).toString('base64'),
      JWT_LEEWAY_SECONDS: 30,
      ACCESS_TOKEN_SECONDS: 900,
      REFRESH_TOKEN_DAYS: 300,
      TWILIO_ACCOUNT_SID: ACCOUNT,
      TWILIO_AUTH_TOKEN: 'secret',
      twilio_emulator_host: standIn.host,
    });
    const connected = await twilioClient(config)();
    assert.ok(connected);
    client = connected;
    inbox = twilioInbox(standIn.host, ACCOUNT);
  });
  after(() => standIn.stop());

  const send = (to: string, body = '123456 is your code') =>
    client.messages.create({ to, from: FROM, body });

  it('takes a message and keeps it', async () => {
    const sent = await send('+12025550100', 'Zażółć & 🙂\n654321');
    assert.match(sent.sid, /^SM[0-9a-f]{32}$/);
    assert.deepEqual(
      [sent.status, sent.to, sent.from, sent.accountSid, sent.errorCode],
      ['queued', '+12025550100', FROM, ACCOUNT, null],
    );
    assert.ok(Math.abs(sent.dateCreated.getTime() - Date.now()) < 60_000);
    const [sms] = await inbox.messages({ to: '+12025550100' });
    assert.equal(sms?.text, 'Zażółć & 🙂\n654321');
    assert.equal(sms.sid, sent.sid);
    assert.deepEqual(heard.at(-1), sms);
    assert.equal(await inbox.code('+12025550100'), '654321');
    assert.deepEqual(await twilioInbox(standIn.host, 'AC2').messages(), []);
  });

  it('takes a message from a service, and a call', async () => {
    const messagingServiceSid = `MG${'2'.repeat(32)}`;
    const sent = await client.messages.create({
      to: '+12025550101',
      messagingServiceSid,
      body: 'x',
    });
    assert.equal(sent.messagingServiceSid, messagingServiceSid);
    const response = new twilio.twiml.VoiceResponse();
    response.say('1, 2, 3, 4, 5, 6. Once more');
    const call = await client.calls.create({
      to: '+12025550101',
      from: FROM,
      twiml: response.toString(),
    });
    assert.match(call.sid, /^CA[0-9a-f]{32}$/);
    const [, spoken] = await inbox.messages({ to: '+12025550101' });
    assert.deepEqual([spoken?.channel, spoken?.text], ['call', '1, 2, 3, 4, 5, 6. Once more']);
    assert.equal(await inbox.code('+12025550101'), '123456');
  });

  const FAILURES: [Exclude<Failure, 'SILENCE'>, status: number, code: number][] = [
    ['INVALID_NUMBER', 400, 21211],
    ['NOT_A_MOBILE_NUMBER', 400, 21614],
    ['REGION_NOT_ENABLED', 400, 21408],
    ['UNAUTHENTICATED', 401, 20003],
    ['TOO_MANY_REQUESTS', 429, 20429],
    ['INTERNAL', 500, 20500],
    ['UNAVAILABLE', 503, 20503],
  ];
  for (const [answer, status, code] of FAILURES) {
    it(`${answer} reaches the sender as ${status} with ${code}`, async () => {
      const to = `+120255502${code % 100}`.padEnd(12, '0');
      await inbox.behave(to, { answer, times: 1 });
      await assert.rejects(send(to), { status, code });
      const [refused] = await inbox.messages({ to, answered: answer });
      assert.equal(refused?.sid, null);
      await send(to);
    });
  }

  it('SILENCE is no answer at all, the message kept', async () => {
    const to = '+12025550300';
    await inbox.behave(to, { answer: 'SILENCE' });
    const hurried = new twilio.RequestClient({ timeout: 100 });
    const request = hurried.request({
      method: 'post',
      uri: `http://${standIn.host}/2010-04-01/Accounts/${ACCOUNT}/Messages.json`,
      username: ACCOUNT,
      password: 'secret',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      data: { To: to, From: FROM, Body: 'x' },
    });
    await assert.rejects(request, { code: 'ECONNABORTED' });
    assert.equal((await inbox.messages({ to })).length, 1);
    await inbox.forgive(to);
    await send(to);
  });

  it('refuses what Twilio refuses', async () => {
    await assert.rejects(send('12025550100'), { status: 400, code: 21211 });
    const rejects = (form: Record<string, string>, code: number, kind = 'Messages') =>
      post(form, kind).then(async (response) => {
        const body = (await response.json()) as { code: number; status: number };
        assert.equal(body.code, code);
        assert.equal(body.status, response.status);
      });
    const post = (form: Record<string, string>, kind: string, user = `${ACCOUNT}:secret`) =>
      fetch(`http://${standIn.host}/2010-04-01/Accounts/${ACCOUNT}/${kind}.json`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(user).toString('base64')}` },
        body: new URLSearchParams(form),
      });
    await rejects({ From: FROM, Body: 'x' }, 21604);
    await rejects({ To: '+12025550100', Body: 'x' }, 21603);
    await rejects({ To: '+12025550100', From: FROM }, 21602);
    await rejects({ From: FROM, Twiml: 'x' }, 21201, 'Calls');
    await rejects({ To: '+12025550100', From: `MG${'2'.repeat(32)}`, Twiml: 'x' }, 21213, 'Calls');
    await rejects({ To: '+12025550100', From: FROM }, 21205, 'Calls');
    for (const user of ['AC2:secret', `${ACCOUNT}:`, '']) {
      assert.equal((await post({}, 'Messages', user)).status, 401);
    }
  });

  it('streams what comes, forgets when told, and lists its routes', async () => {
    const response = await fetch(`http://${standIn.host}/inbox/stream?to=%2B12025550400`);
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    await send('+12025550400');
    const reader = response.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    await reader?.cancel();
    assert.match(new TextDecoder().decode(value), /^id: \d+\nevent: message\ndata: \{.*0400/);
    await fetch(`http://${standIn.host}/inbox?account=${ACCOUNT}`, { method: 'DELETE' });
    assert.deepEqual(await inbox.messages(), []);
    assert.match(await (await fetch(`http://${standIn.host}/`)).text(), /Messages\.json/);
    assert.equal((await fetch(`http://${standIn.host}/nope`)).status, 404);
    const wrong = fetch(`http://${standIn.host}/behaviours/x`, {
      method: 'PUT',
      body: '{"answer":"MAYBE"}',
    });
    assert.equal((await wrong).status, 400);
  });
});
