import assert from 'node:assert/strict';

import { Firestore } from '@google-cloud/firestore';

import { emulatorHosts } from '../../hosts.ts';
import {
  causeHeader,
  FUNCTION_HEADER,
  RUN_HEADER,
  type RecordedOperation,
} from '../../operations/recorded.ts';
import { readStream } from '../common/stream.ts';
import { startOperationsRecorder, type OperationsRecorder } from './server.ts';

describe('the recorder of operations', () => {
  const projectId = 'demo-recorder';
  let recorder: OperationsRecorder;
  let firestore: Firestore;

  before(async () => {
    recorder = await startOperationsRecorder(emulatorHosts().firestore);
    firestore = new Firestore({ projectId });
    const run = causeHeader({ run: '1', action: 'a', document: 'chats/ü/messages/a' });
    const customHeaders = { [FUNCTION_HEADER]: 'sendMessage', [RUN_HEADER]: run };
    firestore.settings({ port: recorder.firestore_port, ssl: false, customHeaders });
  });
  after(async () => {
    await firestore.terminate();
    await recorder.stop();
  });

  const operations = async (project = projectId): Promise<string[]> => {
    const response = await fetch(`http://${recorder.host}/operations?project=${project}`);
    const { operations: all } = (await response.json()) as { operations: RecordedOperation[] };
    return all.map(({ by, kind, path }) => `${by}: ${kind} ${path}`);
  };

  it('says which function read, wrote and deleted which document', async () => {
    const message = firestore.doc('chats/1_2/messages/a');
    await message.set({ text: 'hello' });
    await message.get();
    await firestore.getAll(message, firestore.doc('chats/missing'));
    await firestore.collection('chats/1_2/messages').get();
    await firestore.collection('nothing').where('a', '==', 1).get();
    await firestore.collection('nothing').count().get();
    await message.delete();
    const seen = await operations();
    assert.deepEqual(seen.slice(0, 2), [
      'sendMessage: write chats/1_2/messages/a',
      'sendMessage: read chats/1_2/messages/a',
    ]);
    assert.deepEqual(seen.slice(2, 4).toSorted(), [
      'sendMessage: read chats/1_2/messages/a',
      'sendMessage: read chats/missing',
    ]);
    assert.deepEqual(seen.slice(4), [
      'sendMessage: read chats/1_2/messages/a',
      'sendMessage: read nothing (query)',
      'sendMessage: read nothing (query)',
      'sendMessage: delete chats/1_2/messages/a',
    ]);
    assert.deepEqual(await operations('demo-other'), []);
  });

  it('tells of it as it happens, and not of what was before', async () => {
    const since = new Date().toISOString();
    const stop = new AbortController();
    const url = `http://${recorder.host}/operations/stream?project=${projectId}&since=${since}`;
    const { body } = await fetch(url, { signal: stop.signal });
    assert.ok(body);
    const stream = readStream<RecordedOperation>(body);
    await firestore.doc('chats/new').set({});
    const next = await stream.next();
    assert.ok(next.done !== true);
    const { path, run, action, document } = next.value;
    assert.deepEqual([path, run, action, document], ['chats/new', '1', 'a', 'chats/ü/messages/a']);
    stop.abort();
  });
});
