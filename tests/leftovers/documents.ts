import type { CollectionReference, DocumentReference, Firestore } from '@google-cloud/firestore';

/** A document of the project, as text that can be searched: its path and all its fields. */
export interface Searchable {
  path: string;
  /** Its collection, with `{}` for each id. */
  collection: string;
  text: string;
}

/** Every document of a project, whatever collection it is in, also beneath missing ones. */
export async function allDocuments(firestore: Firestore): Promise<Searchable[]> {
  return inAll(await firestore.listCollections());
}

async function inAll(collections: readonly CollectionReference[]): Promise<Searchable[]> {
  const found = await Promise.all(
    collections.map(async (collection) => {
      const refs = await collection.listDocuments();
      return Promise.all(refs.map(inDocument));
    }),
  );
  return found.flat(2);
}

async function inDocument(ref: DocumentReference): Promise<Searchable[]> {
  const [snapshot, beneath] = await Promise.all([ref.get(), ref.listCollections()]);
  const others = await inAll(beneath);
  if (!snapshot.exists) return others;
  const collection = ref.path.replaceAll(/([^/]+\/)[^/]+/g, '$1{}');
  const text = `${ref.path} ${JSON.stringify(snapshot.data())}`.toLowerCase();
  return [{ path: ref.path, collection, text }, ...others];
}

/** The collections that hold a text anywhere. */
export function collectionsWith(documents: readonly Searchable[], text: string): string[] {
  const found = documents.filter((each) => each.text.includes(text.toLowerCase()));
  return [...new Set(found.map(({ collection }) => collection))].toSorted();
}
