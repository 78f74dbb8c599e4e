import * as grpc from '@grpc/grpc-js';

/**
 * Whether the process that asks for a write by this method dies: before it is carried out, or
 * after, without having heard of it; `undefined` to live on.
 */
export type Crashes = (method: string) => 'before' | 'after' | undefined;

/**
 * What the dying process gets to see: an error that no client library tries again, so that it ends
 * what it was doing.
 */
export function crash(): grpc.ServiceError {
  const details = 'the process died here';
  return Object.assign(new Error(details), {
    code: grpc.status.PERMISSION_DENIED,
    details,
    metadata: new grpc.Metadata(),
  });
}
