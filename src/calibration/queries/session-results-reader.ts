import { LRUCache } from 'lru-cache';
import type { DataSource } from 'typeorm';
import { rowsOf } from '../../platform/database/sql';
import type { TaxonomyReader } from '../../taxonomy';
import { hidesNames, type SessionId, type SessionRecord } from '../domain';
import type { SessionData } from '../domain/results/session-data';
import { sessionResults, type SessionResults } from '../domain/results/session-results';
import { SessionDataReader } from './session-data';
import { SessionReader } from './session-reader';

export interface ShownSession {
  readonly data: SessionData;
  readonly results: SessionResults;
}

/** Who and what the page of a session names beside its results. */
export interface SessionNames {
  readonly taxonomy: string;
  readonly facilitator: string;
}

const closedSessionsKept = 20;

/** The results of revealed sessions, computed from what was coded. Those of a closed session change no more and are kept. */
export class SessionResultsReader {
  private readonly sessions: SessionReader;
  private readonly data: SessionDataReader;
  private readonly closed = new LRUCache<SessionId, ShownSession>({ max: closedSessionsKept });

  constructor(
    private readonly dataSource: DataSource,
    taxonomies: TaxonomyReader,
  ) {
    this.sessions = new SessionReader(dataSource);
    this.data = new SessionDataReader(dataSource, taxonomies);
  }

  async session(id: SessionId): Promise<SessionRecord | null> {
    const [session] = await this.sessions.sessions([id]);
    return session ?? null;
  }

  /** Null where the session is not revealed. */
  async shown(session: SessionRecord): Promise<ShownSession | null> {
    const { id, state } = session;
    const known = this.closed.get(id);
    if (known !== undefined) return known;
    const data = await this.data.load(id);
    if (data === null) return null;
    const results = sessionResults(data);
    const shown = { data, results: hidesNames(session) ? withoutCoders(results) : results };
    if (state === 'CLOSED') this.closed.set(id, shown);
    return shown;
  }

  async names({ id }: SessionRecord): Promise<SessionNames> {
    const [row] = await rowsOf<SessionNames>(
      this.dataSource.manager,
      `SELECT t.key AS taxonomy, a.name AS facilitator
       FROM calibration_session s JOIN taxonomy t ON t.id = s.taxonomy_id JOIN actor a ON a.id = s.facilitator_id
       WHERE s.id = $1`,
      [id],
    );
    return row ?? { taxonomy: '', facilitator: '' };
  }
}

/** How much each coder coded is known, so that a letter beside its counts would be as good as a name. */
const withoutCoders = (results: SessionResults): SessionResults => ({
  ...results,
  contents: results.contents.map((content) => ({ ...content, coders: [], models: [] })),
});
