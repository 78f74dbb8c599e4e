import { hasMinimum, projectOf } from '../../operations/billing.ts';
import {
  changedBy,
  committedAt,
  lookedFor,
  readBy,
  type Touched,
} from '../../operations/documents.ts';
import {
  startFirestoreProxy,
  type CallWatcher,
  type ProxyCall,
} from '../../operations/firestore-proxy.ts';
import {
  causeFrom,
  FUNCTION_HEADER,
  RUN_HEADER,
  type RecordedOperation,
} from '../../operations/recorded.ts';
import { listen, sendJson, type Address, type StandIn } from '../common/http.ts';
import { Inbox } from '../common/inbox.ts';
import { callOf } from '../common/routes.ts';
import { streamInbox } from '../common/stream.ts';

/** A running recorder of what functions ask of Firestore. */
export interface OperationsRecorder extends StandIn {
  /** The port that functions are to take for Firestore's. */
  firestore_port: number;
}

/** What `GET /` answers: the routes, for a person with curl. */
const INDEX = {
  about: 'What the functions read and write in Firestore, as it would be billed.',
  routes: {
    'GET /operations?project=&since=': 'what was recorded; since is a time in RFC 3339',
    'GET /operations/stream?project=&since=': 'the same and what comes, as server-sent events',
  },
};

/** Starts a recorder before a Firestore emulator, which need not be there yet. */
export async function startOperationsRecorder(
  emulator: string,
  address: Address = {},
): Promise<OperationsRecorder> {
  const recorded = new Inbox<RecordedOperation>();
  const proxy = await startFirestoreProxy(emulator, (call) => watch(call, recorded));
  const server = await listen(
    address,
    async (request, response) => {
      const { call, query } = callOf(request, response);
      const [project, since = ''] = [query('project'), query('since')];
      const wanted = (operation: RecordedOperation): boolean =>
        (project === undefined || operation.project === project) && operation.at >= since;
      if (call === 'GET /operations/stream') {
        streamInbox(request, response, 'operation', recorded, wanted);
      } else if (call === 'GET /operations') {
        const operations = recorded.list(wanted).map((operation) => ({ ...operation }));
        sendJson(response, { status: 200, body: { operations } });
      } else if (call === 'GET /') sendJson(response, { status: 200, body: INDEX });
      else sendJson(response, { status: 404, body: { error: `No route ${call}; see GET /` } });
    },
    (reason) => ({ status: 400, body: { error: reason } }),
  );
  const stop = async (): Promise<void> => {
    proxy.stop();
    await server.stop();
  };
  return { host: server.host, firestore_port: Number(proxy.host.split(':')[1]), stop };
}

function watch(
  { method, request, metadata }: ProxyCall,
  recorded: Inbox<RecordedOperation>,
): CallWatcher {
  const project = projectOf(`${method}Request`, request);
  const said = (header: string): string => String(metadata.get(header)[0] ?? '');
  const by = said(FUNCTION_HEADER);
  const cause = causeFrom(said(RUN_HEADER));
  let reads = 0;
  const record = ({ kind, path }: Touched, at = new Date()): void => {
    reads += kind === 'read' ? 1 : 0;
    recorded.add({ at: at.toISOString(), project, by, kind, path, ...cause });
  };
  return {
    answered: (answer) => {
      for (const read of readBy(method, answer)) record(read);
      const changed = changedBy(method, request);
      if (changed.length === 0) return;
      const at = committedAt(method, answer);
      for (const change of changed) record(change, at);
    },
    // An empty answer is billed as one read, and so is a count.
    ended: () => {
      if (reads === 0 && (hasMinimum(method) || method === 'RunAggregationQuery')) {
        record({ kind: 'read', path: lookedFor(method, request) });
      }
    },
  };
}
