import DataLoader from 'dataloader';
import type { ActorId, ChangeSetId, TaxonomyId } from '../../platform/ids';
import type { Page, PageRequest } from '../../platform/paging';
import type { TaxonomyReader } from '../../taxonomy';
import { ContentView } from '../../taxonomy/graphql';
import type {
  AdjudicationRecord,
  DecisionId,
  DecisionRecord,
  DiscussionNoteRecord,
  SessionContentRecord,
  SessionId,
  SessionItemId,
  WaiverRecord,
} from '../domain';
import type { AssignmentRecord, CodingReader, CodingRecord } from '../queries/coding-reader';
import type { SessionCoderRecord, SessionItemRecord, SessionReader } from '../queries/session-reader';

export interface CalibrationReaders {
  readonly sessions: SessionReader;
  readonly codings: CodingReader;
  readonly taxonomies: TaxonomyReader;
}

interface OfActor {
  readonly sessionId: SessionId;
  readonly actorId: ActorId;
}
interface PageOf extends OfActor {
  readonly request: PageRequest;
}

/** What the sessions of one request point to: each kind in one statement. */
export class CalibrationLoaders {
  private readonly views = new Map<string, Promise<ContentView>>();

  constructor(private readonly readers: CalibrationReaders) {}

  readonly session = one((ids: readonly SessionId[]) => this.readers.sessions.sessions(ids));
  readonly item = one((ids: readonly SessionItemId[]) => this.readers.sessions.items(ids));
  readonly decision = one((ids: readonly DecisionId[]) => this.readers.sessions.decisions(ids));

  readonly contents = many<SessionId, SessionContentRecord>(
    (ids) => this.readers.sessions.contents(ids),
    ({ sessionId }) => sessionId,
  );
  readonly coders = many<SessionId, SessionCoderRecord>(
    (ids) => this.readers.sessions.coders(ids),
    ({ sessionId }) => sessionId,
  );
  readonly decisions = many<SessionId, DecisionRecord>(
    (ids) => this.readers.sessions.decisionsOfSessions(ids),
    ({ sessionId }) => sessionId,
  );
  readonly decisionsOfChangeSet = many<ChangeSetId, DecisionRecord>(
    (ids) => this.readers.sessions.decisionsOfChangeSets(ids),
    ({ changeSetId }) => changeSetId,
  );
  readonly evidence = many<DecisionId, { readonly decisionId: DecisionId; readonly itemId: SessionItemId }>(
    (ids) => this.readers.sessions.evidence(ids),
    ({ decisionId }) => decisionId,
  );
  readonly codings = many<SessionItemId, CodingRecord>(
    (ids) => this.readers.codings.codings(ids),
    ({ itemId }) => itemId,
  );
  readonly adjudications = many<SessionItemId, AdjudicationRecord>(
    (ids) => this.readers.sessions.adjudications(ids),
    ({ itemId }) => itemId,
  );
  readonly waivers = many<SessionItemId, WaiverRecord>(
    (ids) => this.readers.sessions.waivers(ids),
    ({ itemId }) => itemId,
  );
  readonly notes = many<SessionItemId, DiscussionNoteRecord>(
    (ids) => this.readers.sessions.notes(ids),
    ({ itemId }) => itemId,
  );

  /** Whether somebody codes in a session since it opened. */
  readonly codesIn = new DataLoader<OfActor, boolean, string>(
    async (keys) => {
      const actorId = actorOf(keys);
      const own = await this.readers.sessions.codedBy(
        actorId,
        keys.map(({ sessionId }) => sessionId),
      );
      return keys.map(({ sessionId }) => own.has(sessionId));
    },
    { cacheKeyFn: ({ sessionId }) => sessionId },
  );

  readonly itemPage = pages<SessionItemRecord>((ids, { request }) =>
    this.readers.sessions.itemPages(ids, request),
  );
  readonly assignmentPage = pages<AssignmentRecord>((ids, { actorId, request }) =>
    this.readers.codings.assignmentPages(actorId, ids, request),
  );

  /** The tree of a sealed content, one view of it for the whole request. */
  contentView(digest: string, taxonomyId: TaxonomyId): Promise<ContentView> {
    const known = this.views.get(digest);
    if (known !== undefined) return known;
    const made = this.makeView(digest, taxonomyId);
    this.views.set(digest, made);
    return made;
  }

  private async makeView(digest: string, taxonomyId: TaxonomyId): Promise<ContentView> {
    const [taxonomy] = await this.readers.taxonomies.taxonomies([taxonomyId]);
    if (taxonomy === undefined) throw new Error(`no taxonomy has the id ${taxonomyId}`);
    return new ContentView(taxonomy, await this.readers.taxonomies.sealedContent(digest), {});
  }
}

function one<Key extends string, Row extends { readonly id: Key }>(
  read: (ids: readonly Key[]) => Promise<readonly Row[]>,
): DataLoader<Key, Row | null> {
  return new DataLoader(async (ids) => {
    const found = new Map((await read(ids)).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

function many<Key extends string, Row>(
  read: (ids: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key | null,
): DataLoader<Key, readonly Row[]> {
  return new DataLoader(async (ids) => {
    const found = new Map<Key | null, Row[]>(ids.map((id) => [id, []]));
    for (const row of await read(ids)) found.get(keyOf(row))?.push(row);
    return ids.map((id) => found.get(id) ?? []);
  });
}

/** Pages that are asked for in the same way come together; a request may ask in several ways under aliases. */
function pages<Row>(
  read: (ids: readonly SessionId[], asked: PageOf) => Promise<ReadonlyMap<SessionId, Page<Row>>>,
): DataLoader<PageOf, Page<Row>, string> {
  return new DataLoader<PageOf, Page<Row>, string>(
    async (keys) => {
      const ways = new Map(keys.map((key) => [JSON.stringify(key.request), key]));
      const found = new Map<string, Page<Row>>();
      for (const [way, asked] of ways) {
        const ids = keys
          .filter(({ request }) => JSON.stringify(request) === way)
          .map(({ sessionId }) => sessionId);
        for (const [id, page] of await read(ids, asked)) found.set(`${id} ${way}`, page);
      }
      const none: Page<Row> = { items: [], hasNextPage: false };
      return keys.map(
        ({ sessionId, request }) => found.get(`${sessionId} ${JSON.stringify(request)}`) ?? none,
      );
    },
    { cacheKeyFn: ({ sessionId, request }) => `${sessionId} ${JSON.stringify(request)}` },
  );
}

/** A request has one caller. */
function actorOf([first]: readonly OfActor[]): ActorId {
  if (first === undefined) throw new Error('a batch holds at least one key');
  return first.actorId;
}
