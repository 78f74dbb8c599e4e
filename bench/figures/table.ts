/** A table's cells; numbers are aligned right and shown as they are. */
export type Row = readonly (string | number | undefined)[];

/** A price, a limit, or a number with its unit. */
const NUMBER = /^[$<]? ?[\d.,]+( (ms|MB|%))?$/;

/** A Markdown table, padded so that it reads well in a terminal too. Nothing to show is a dash. */
export function table(head: readonly string[], rows: readonly Row[]): string {
  const cells = rows.map((row) => head.map((_, at) => show(row[at])));
  const isNumeric = head.map((_, at) =>
    rows.every((row) => typeof row[at] !== 'string' || NUMBER.test(row[at])),
  );
  const widths = head.map((name, at) =>
    Math.max(3, name.length, ...cells.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string => {
    const padded = row.map((cell, at) => {
      const width = widths[at] ?? 0;
      return isNumeric[at] ? cell.padStart(width) : cell.padEnd(width);
    });
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, at) => '-'.repeat(width - 1) + (isNumeric[at] ? ':' : '-'));
  return [line(head), line(rule), ...cells.map(line)].join('\n');
}

function show(cell: Row[number]): string {
  if (cell === undefined || (typeof cell === 'number' && Number.isNaN(cell))) return '–';
  return String(cell);
}
