import { FieldPath } from 'firebase-admin/firestore';

import { decode } from '../../store/codec.ts';
import type { QueryReader, Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import { UNHANDLED, type Report, type ReportState } from './model.ts';

function reports(source: Reader) {
  return source.firestore.collection('reports');
}

/** One read. */
export async function readReport(source: Reader, id: string): Promise<Report | undefined> {
  const report = await source.get<Report>(reports(source).doc(id));
  return report && { ...UNHANDLED, ...report };
}

/** One write. */
export function createReport(tx: Tx, id: string, report: Report): void {
  tx.create(reports(tx).doc(id), report);
}

/** One write. */
export function setReportState(
  tx: Tx,
  id: string,
  change: Pick<Report, 'state' | 'handled_by' | 'handled_at' | 'note'>,
): void {
  tx.update(reports(tx).doc(id), change);
}

/** One write. */
export function setLatestReport(tx: Tx, id: string, latest: string): void {
  tx.update(reports(tx).doc(id), { latest });
}

/**
 * The newest reports, of one state where that is given, or those that precede the report `after`; `undefined` where there is no such
 * report. One read each, and one for `after`.
 */
export async function listReports(
  source: QueryReader,
  {
    state,
    limit,
    after,
  }: { state?: ReportState | undefined; limit: number; after?: string | undefined },
): Promise<(Report & { id: string })[] | undefined> {
  const queue = state === undefined ? reports(source) : reports(source).where('state', '==', state);
  const newest = queue.orderBy('created', 'desc').limit(limit);
  const last = after === undefined ? undefined : await reports(source).doc(after).get();
  if (last?.exists === false) return undefined;
  const found = await source.find(last === undefined ? newest : newest.startAfter(last));
  return found.map((doc) => ({ id: doc.id, ...UNHANDLED, ...(decode(doc.data()) as Report) }));
}

/** How somebody can be part of a report. */
export const REPORT_PARTS = ['reporter', 'reported', 'authors'] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];

/** Reports that somebody is such a part of, by id, behind `after`. One read each, at least one. */
export async function listReportsWith(
  source: QueryReader,
  uid: string,
  part: ReportPart,
  limit: number,
  after: string | null,
): Promise<(Report & { id: string })[]> {
  const own =
    part === 'authors'
      ? reports(source).where(part, 'array-contains', uid)
      : reports(source).where(part, '==', uid);
  const all = own.orderBy(FieldPath.documentId()).limit(limit);
  const found = await source.find(after === null ? all : all.startAfter(after));
  return found.map((doc) => ({ id: doc.id, ...(decode(doc.data()) as Report) }));
}

/** One write. */
export function setReportWords(tx: Tx, id: string, words: Pick<Report, 'text' | 'messages'>): void {
  tx.update(reports(tx).doc(id), words);
}
