import { readdir, readFile } from 'node:fs/promises';

import ts from 'typescript';

const ROOT = new URL('../../../', import.meta.url);
const text = (path: string) => readFile(new URL(path, ROOT), 'utf8');

/** The documents that `firestore.rules` has a `match` for, as nested paths with `{}` for each id. */
export async function pathsInRules(): Promise<string[]> {
  const lines = (await text('firestore.rules')).split('\n');
  const open: string[] = [];
  const found: string[] = [];
  for (const line of lines) {
    const match = /^\s*match (\S+) \{/.exec(line)?.[1];
    if (match !== undefined) {
      open.push(match);
      const path = anonymous(open.slice(2).join('').slice(1));
      if (path !== '') found.push(path);
    } else if (/\{\s*$/.test(line.replace(/\/\/.*/, ''))) {
      open.push('');
    } else if (/^\s*\}/.test(line)) {
      open.pop();
    }
  }
  return found;
}

/** The documents of our own that the architecture's table names. */
export async function pathsInDocs(): Promise<string[]> {
  const page = await text('docs/architecture.md');
  const section = /## Documents of our own\n([^]*?)\n## /.exec(page)?.[1] ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, path = '']) => anonymous(path));
}

/** The collections that indexes, exemptions and expiries are set for. */
export async function idsInIndexes(): Promise<string[]> {
  const { indexes, fieldOverrides } = JSON.parse(await text('firestore.indexes.json')) as Record<
    'indexes' | 'fieldOverrides',
    { collectionGroup: string }[]
  >;
  return [...indexes, ...fieldOverrides].map(({ collectionGroup }) => collectionGroup);
}

/** A call of the code that opens a collection or a document. */
export interface Opened {
  where: string;
  /** The collections that it names; `undefined` where that cannot be read from the code. */
  ids: string[] | undefined;
}

/** Every call of `collection`, `collectionGroup` and `doc` in the product. */
export async function openedInCode(): Promise<Opened[]> {
  const root = new URL('functions/src/', ROOT);
  const files = (await readdir(root, { recursive: true })).filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
  );
  const opened: Opened[] = [];
  for (const path of files) {
    const content = await readFile(new URL(path, root), 'utf8');
    const source = ts.createSourceFile(path, content, ts.ScriptTarget.Latest, true);
    visit(source, (method, argument) => {
      opened.push({ where: `${path}: ${argument.getText()}`, ids: idsOf(method, argument) });
    });
  }
  return opened;
}

function visit(node: ts.Node, found: (method: string, argument: ts.Expression) => void): void {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const method = node.expression.name.text;
    const [argument] = node.arguments;
    if (argument && ['collection', 'collectionGroup', 'doc'].includes(method)) {
      found(method, argument);
    }
  }
  node.forEachChild((child) => visit(child, found));
}

function idsOf(method: string, argument: ts.Expression): string[] | undefined {
  const segments = pathOf(argument)?.split('/');
  // The id of a document in a collection that another call has named.
  if (method === 'doc' && (segments === undefined || segments.length === 1)) return [];
  return segments?.filter((_, index) => index % 2 === 0);
}

/** A path with `{}` for each id that is put in. */
function pathOf(argument: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (!ts.isTemplateExpression(argument)) return undefined;
  const { head, templateSpans } = argument;
  return head.text + templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

/** What the ids are called is everybody's own business. */
export const anonymous = (path: string): string => path.replace(/\{[^}]*\}/g, '{}');
