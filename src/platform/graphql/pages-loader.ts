import DataLoader from 'dataloader';
import { pageOf, type Page, type PageRequest } from '../paging';

interface Asked<Key> {
  readonly key: Key;
  readonly request: PageRequest;
}

/** Pages below the nodes of a list: those that are asked for alike come in one statement. */
export class PagesLoader<Key extends string, Item> {
  private readonly loader: DataLoader<Asked<Key>, Page<Item>, string>;

  /** `load` answers for each key one row more than the page holds, where there is one. */
  constructor(
    load: (keys: readonly Key[], request: PageRequest) => Promise<ReadonlyMap<Key, readonly Item[]>>,
  ) {
    this.loader = new DataLoader(
      async (asked) => {
        const alike = groupedByRequest(asked);
        const found = new Map<string, ReadonlyMap<Key, readonly Item[]>>();
        for (const [request, ones] of alike) {
          const [first] = ones;
          if (first === undefined) continue;
          found.set(
            request,
            await load(
              ones.map(({ key }) => key),
              first.request,
            ),
          );
        }
        return asked.map(({ key, request }) => {
          const rows = found.get(JSON.stringify(request))?.get(key) ?? [];
          return pageOf(rows, request);
        });
      },
      { cacheKeyFn: ({ key, request }) => JSON.stringify([key, request]) },
    );
  }

  load(key: Key, request: PageRequest): Promise<Page<Item>> {
    return this.loader.load({ key, request });
  }
}

function groupedByRequest<Key>(asked: readonly Asked<Key>[]): ReadonlyMap<string, readonly Asked<Key>[]> {
  const groups = new Map<string, Asked<Key>[]>();
  for (const one of asked) {
    const request = JSON.stringify(one.request);
    const group = groups.get(request);
    if (group === undefined) groups.set(request, [one]);
    else group.push(one);
  }
  return groups;
}
