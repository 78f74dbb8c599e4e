import type { Context } from '../../context/context.ts';
import { listReportsWith, setReportWords, type ReportPart } from '../reports/store.ts';
import { withoutWords } from '../reports/without-words.ts';

const PAGE = 50;

/**
 * Takes somebody's words out of reports that he is such a part of; who reported whom for what stays. Costs 1
 * read for each of them, and 1 write where there are any.
 */
export function eraseFromReports(
  ctx: Context,
  uid: string,
  part: ReportPart,
  after: string | null,
): Promise<string | null> {
  return ctx.db.transact(async (tx) => {
    const page = await listReportsWith(tx, uid, part, PAGE, after);
    for (const report of page) {
      const words = withoutWords(report, uid);
      if (words !== undefined) setReportWords(tx, report.id, words);
    }
    return page.length < PAGE ? null : (page.at(-1)?.id ?? null);
  });
}
