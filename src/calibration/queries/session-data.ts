import type { DataSource } from 'typeorm';
import { identityOfItem, itemLabel } from '../../contact';
import { rowsOf } from '../../platform/database/sql';
import type { TaxonomyReader } from '../../taxonomy';
import {
  hidesNames,
  isRevealed,
  readCode,
  type SessionAdjudication,
  type SessionCoding,
  type SessionData,
  type SessionId,
  type SessionRecord,
} from '../domain';
import { standing } from '../persistence/coding.repository';
import { SessionReader } from './session-reader';

type CoderOfData = SessionData['coders'][number];
type CodingWithSalt = SessionCoding & { readonly salt: string };

/**
 * Loads a session as plain data for its results, in a number of statements that its size does not change. Only what is
 * revealed is loaded. While the adjudicator is blind to names, coders go by letters.
 */
export class SessionDataReader {
  private readonly sessions: SessionReader;

  constructor(
    private readonly dataSource: DataSource,
    private readonly taxonomies: TaxonomyReader,
  ) {
    this.sessions = new SessionReader(dataSource);
  }

  /** Null where there is no such session, or where it is not revealed. */
  async load(id: SessionId): Promise<SessionData | null> {
    const [session] = await this.sessions.sessions([id]);
    if (session === undefined || !isRevealed(session.state)) return null;
    const [taxonomy] = await this.taxonomies.taxonomies([session.taxonomyId]);
    const contents = await this.sessions.contents([id]);
    const trees = await Promise.all(contents.map(({ digest }) => this.taxonomies.sealedContent(digest)));
    const withNames = await this.codersOf(id);
    const withSalts = await this.codingsOf(id);
    const alias = hidesNames(session) ? lettersFor(withNames, withSalts) : null;
    return {
      ...{ sessionId: id, title: session.title, languages: taxonomy?.languages ?? [] },
      contents: contents.flatMap(({ digest, name }, at) => {
        const tree = trees[at];
        return tree === undefined ? [] : [{ digest, name, tree }];
      }),
      items: await this.itemsOf(id),
      coders: alias === null ? withNames : underLetters(withNames, alias),
      codings: withSalts.map(({ salt: _salt, ...coding }) => ({
        ...coding,
        coderId: alias?.get(coding.coderId) ?? coding.coderId,
      })),
      adjudications: await this.adjudicationsOf(id),
      excluded: await this.excludedFrom(session),
    };
  }

  private itemsOf(id: SessionId): Promise<SessionData['items']> {
    return rowsOf(
      this.dataSource.manager,
      `SELECT i.id, ${itemLabel} AS label, c.cluster FROM session_item i
       JOIN ${identityOfItem}
       LEFT JOIN contact c ON c.taxonomy_id = k.taxonomy_id AND c.occurred_at = k.occurred_at AND c.id = k.id
       WHERE i.session_id = $1 ORDER BY i.place`,
      [id],
    );
  }

  private codersOf(id: SessionId): Promise<readonly CoderOfData[]> {
    return rowsOf(
      this.dataSource.manager,
      `SELECT c.id, coalesce(c.name, c.external_id) AS name, c.kind FROM session_coder s
       JOIN coder c ON c.id = s.coder_id
       WHERE s.session_id = $1 AND s.withdrawn_at IS NULL ORDER BY s.place`,
      [id],
    );
  }

  private async codingsOf(id: SessionId): Promise<readonly CodingWithSalt[]> {
    const rows = await rowsOf<
      Pick<CodingWithSalt, 'itemId' | 'coderId' | 'content' | 'late' | 'salt'> & { code: string }
    >(
      this.dataSource.manager,
      `SELECT b.item_id AS "itemId", b.coder_id AS "coderId", b.content, a.late, b.code, b.salt
       FROM ${standing} JOIN session_item i ON i.id = b.item_id
       WHERE b.session_id = $1 AND s.state IN ('REVEALED', 'CLOSED')
       ORDER BY i.place, b.content, b.salt`,
      [id],
    );
    return rows.map(({ code, ...row }) => {
      const { outcome, reasonId, confidence } = readCode(code);
      return { ...row, outcome, reasonId, confidence };
    });
  }

  private adjudicationsOf(id: SessionId): Promise<readonly SessionAdjudication[]> {
    return rowsOf(
      this.dataSource.manager,
      `SELECT j.item_id AS "itemId", j.content, j.outcome, j.reason_id AS "reasonId", j.cause
       FROM adjudication j JOIN session_item i ON i.id = j.item_id
       WHERE j.session_id = $1 ORDER BY i.place, j.content`,
      [id],
    );
  }

  /** Codings that were given and do not count: taken back, of a coder who was withdrawn, or late where that excludes. */
  private async excludedFrom({ id, latePolicy }: SessionRecord): Promise<SessionData['excluded']> {
    const [row] = await rowsOf<{ withdrawn: number; late: number }>(
      this.dataSource.manager,
      `SELECT (count(*) FILTER (WHERE gone))::integer AS withdrawn,
         (count(*) FILTER (WHERE late AND NOT gone))::integer AS late
       FROM (SELECT a.late, a.withdrawn_at IS NOT NULL OR c.withdrawn_at IS NOT NULL AS gone
         FROM assignment a JOIN session_coder c ON c.session_id = a.session_id AND c.coder_id = a.coder_id
         WHERE a.session_id = $1 AND a.revision > 0) AS given`,
      [id],
    );
    return { withdrawn: row?.withdrawn ?? 0, late: latePolicy === 'EXCLUDE' ? (row?.late ?? 0) : 0 };
  }
}

/** A letter for each coder, in an order that the salts decide: it says nothing of who it is. */
function lettersFor(
  coders: readonly CoderOfData[],
  codings: readonly CodingWithSalt[],
): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const { coderId, salt } of codings) {
    const known = first.get(coderId);
    if (known === undefined || salt < known) first.set(coderId, salt);
  }
  const shuffled = coders.toSorted((one, other) =>
    (first.get(one.id) ?? one.id) < (first.get(other.id) ?? other.id) ? -1 : 1,
  );
  return new Map(shuffled.map(({ id }, place) => [id, letterOf(place)]));
}

const underLetters = (
  coders: readonly CoderOfData[],
  alias: ReadonlyMap<string, string>,
): readonly CoderOfData[] =>
  coders
    .map(({ id, kind }) => ({ id: alias.get(id) ?? id, name: `Coder ${alias.get(id) ?? '?'}`, kind }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));

/** A, B, ... Z, AA: as the columns of a sheet. */
function letterOf(place: number): string {
  const letter = String.fromCharCode('A'.charCodeAt(0) + (place % 26));
  return place < 26 ? letter : `${letterOf(Math.floor(place / 26) - 1)}${letter}`;
}
