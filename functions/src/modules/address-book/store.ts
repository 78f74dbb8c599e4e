import type { Instant } from '../../kernel/instant.ts';
import { decode } from '../../store/codec.ts';
import type { QueryReader, Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { ContactUpload, UploadChunk } from './model.ts';

function uploadRef(source: Reader, job_id: string) {
  return source.firestore.collection('contact-uploads').doc(job_id);
}

function chunkRef(source: Reader, job_id: string, number: number) {
  return source.firestore.doc(`contact-uploads/${job_id}/chunks/${number}`);
}

/** One read. */
export function readUpload(source: Reader, job_id: string): Promise<ContactUpload | undefined> {
  return source.get<ContactUpload>(uploadRef(source, job_id));
}

/** Two reads, in one round trip. */
export async function readWithChunk(
  source: Reader,
  job_id: string,
  number: number,
): Promise<{ upload: ContactUpload | undefined; chunk: UploadChunk | undefined }> {
  const refs = [uploadRef(source, job_id), chunkRef(source, job_id, number)];
  const [upload, chunk] = await source.getAll(refs);
  return { upload: upload as ContactUpload | undefined, chunk: chunk as UploadChunk | undefined };
}

/** One write, over an earlier one of the same id, which must have been read. */
export function putUpload(tx: Tx, job_id: string, upload: ContactUpload): void {
  tx.merge(uploadRef(tx, job_id), upload);
}

/** One write; the upload must exist. */
export function updateUpload(tx: Tx, job_id: string, change: Partial<ContactUpload>): void {
  tx.update(uploadRef(tx, job_id), change);
}

/** One write. */
export function putChunk(tx: Tx, job_id: string, number: number, chunk: UploadChunk): void {
  tx.merge(chunkRef(tx, job_id, number), chunk);
}

/** One delete. */
export function deleteChunk(tx: Tx, job_id: string, number: number): void {
  tx.delete(chunkRef(tx, job_id, number));
}

/** The uploads that have stood still, those for the longest first. One read each, at least one. */
export async function listStanding(
  source: QueryReader,
  now: Instant,
  limit: number,
): Promise<{ job_id: string; upload: ContactUpload }[]> {
  const uploads = source.firestore.collection('contact-uploads');
  const due = uploads
    .where('due_at', '<=', new Date(now.toMillis()))
    .orderBy('due_at')
    .limit(limit);
  const found = await source.find(due);
  return found.map((doc) => ({ job_id: doc.id, upload: decode(doc.data()) as ContactUpload }));
}
