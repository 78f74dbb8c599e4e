import { GrpcStatus } from 'firebase-admin/firestore';

/** What Firestore answers when a precondition does not hold, or when it is to be tried again. */
const CONFLICTS = new Set<unknown>([
  GrpcStatus.FAILED_PRECONDITION,
  GrpcStatus.NOT_FOUND,
  GrpcStatus.ABORTED,
]);

/** Whether a write failed because its document is not as it was read. */
export function isPreconditionFailure(error: unknown): boolean {
  return CONFLICTS.has(codeOf(error));
}

/** The gRPC status of an error, where it has one. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
