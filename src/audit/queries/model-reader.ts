import type { DataSource } from 'typeorm';
import { readCode, type CodingOutcome } from '../../calibration/domain';
import { sessionCodesThatStand } from '../../calibration';
import type { BlindCoding } from '../../contact';
import type { CoderId, ContactId } from '../../contact/domain';
import { rowsOf } from '../../platform/database/sql';
import type { ActorId, ReasonId, TaxonomyId } from '../../platform/ids';
import type { AuditId, TriplyCoded } from '../domain';
import { standingAuditCodes } from '../persistence/audit-coding.repository';

/** Where a model answered otherwise than the people who had the last word. */
export interface CorrectionRecord {
  readonly source: 'AUDIT' | 'SESSION';
  readonly sourceId: string;
  readonly itemId: string;
  readonly contactId: ContactId;
  readonly modelId: CoderId;
  readonly model: string;
  readonly modelVersion: string | null;
  readonly digest: string;
  /** Who had it: the second coder of an audit, or the adjudication of a session. */
  readonly basis: 'SECOND_CODER' | 'ADJUDICATION';
  readonly modelOutcome: CodingOutcome;
  readonly modelReasonId: ReasonId | null;
  readonly outcome: CodingOutcome;
  readonly reasonId: ReasonId | null;
}

interface Row extends Pick<
  CorrectionRecord,
  'source' | 'sourceId' | 'itemId' | 'contactId' | 'modelId' | 'model' | 'modelVersion' | 'digest'
> {
  readonly modelCode: string;
  /** Which of the contents of a session, from 0 on; an audit has one. */
  readonly content: number;
  /** Of a second coder; null: adjudicated. */
  readonly code: string | null;
  readonly outcome: CodingOutcome | null;
  readonly reasonId: ReasonId | null;
}

/** Models held against people, from closed audits and from sessions whose codes and names are shown. */
export class ModelReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly blind: BlindCoding,
  ) {}

  /**
   * Contacts that two models and a second coder coded in closed audits, in the same content; of a contact of several audits
   * the newest answers. What the asker codes blind is left out.
   */
  async triplyCoded(asked: {
    readonly taxonomyId: TaxonomyId;
    readonly firstId: CoderId;
    readonly secondId: CoderId;
    readonly auditId: AuditId | null;
    readonly actorId: ActorId;
  }): Promise<readonly TriplyCoded[]> {
    const { taxonomyId, firstId, secondId, auditId, actorId } = asked;
    const held = await this.blind.contactsOf(taxonomyId, actorId);
    const rows = await rowsOf<{ contactId: string; digest: string; coder: string; code: string }>(
      this.dataSource.manager,
      `SELECT i.contact_id AS "contactId", a.digest, b.code,
         CASE b.coder_id WHEN $2::uuid THEN 'first' WHEN $3::uuid THEN 'second' ELSE 'person' END AS coder
       FROM ${standingAuditCodes} JOIN audit_item i ON i.id = b.item_id
       WHERE b.taxonomy_id = $1 AND (b.coder_id IN ($2, $3) OR c.part = 'SECOND') AND ($4::uuid IS NULL OR a.id = $4)
         AND i.contact_id <> ALL ($5) ORDER BY a.closed_at, a.id`,
      [taxonomyId, firstId, secondId, auditId, held],
    );
    const contacts = new Map<string, { digest: string } & Record<string, ReasonId | null | string>>();
    for (const { contactId, digest, coder, code } of rows) {
      const key = `${digest} ${contactId}`;
      contacts.set(key, { ...(contacts.get(key) ?? { digest }), [coder]: readCode(code).reasonId });
    }
    return [...contacts.values()].flatMap(({ digest, person, first, second }): readonly TriplyCoded[] =>
      person === undefined || person === null || first === undefined || second === undefined
        ? []
        : [
            {
              digest,
              person: person as ReasonId,
              first: first as ReasonId | null,
              second: second as ReasonId | null,
            },
          ],
    );
  }

  /** Corrections in the order of their items, so many at a time; what the asker codes blind is left out. */
  async *corrections(
    asked: { readonly taxonomyId: TaxonomyId; readonly modelId: CoderId | null; readonly actorId: ActorId },
    atATime: number,
  ): AsyncGenerator<readonly CorrectionRecord[]> {
    const held = await this.blind.contactsOf(asked.taxonomyId, asked.actorId);
    for (let after: readonly [string, string, number] | null = null; ;) {
      const rows: Row[] = await rowsOf<Row>(this.dataSource.manager, answersOfModels, [
        ...[asked.taxonomyId, asked.modelId, held],
        ...[after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, atATime],
      ]);
      yield rows.map(correctionOf).filter(isCorrection);
      const last = rows.at(-1);
      if (last === undefined || rows.length < atATime) return;
      after = [last.itemId, last.modelId, last.content];
    }
  }
}

function correctionOf({ modelCode, content: _, code, outcome, reasonId, ...row }: Row): CorrectionRecord {
  const model = readCode(modelCode);
  const last = code === null ? { outcome: outcome ?? 'CANNOT_CODE', reasonId } : readCode(code);
  return {
    ...row,
    ...{
      basis: code === null ? 'ADJUDICATION' : 'SECOND_CODER',
      outcome: last.outcome,
      reasonId: last.reasonId,
    },
    ...{ modelOutcome: model.outcome, modelReasonId: model.reasonId },
  };
}

const isCorrection = ({ outcome, reasonId, modelOutcome, modelReasonId }: CorrectionRecord): boolean =>
  outcome !== modelOutcome || reasonId !== modelReasonId;

/** Items have ids of one kind, so that a page goes on over both; an item of a session is answered in each of its contents. */
const answersOfModels = `
  SELECT * FROM (
    SELECT 'AUDIT' AS source, a.id AS "sourceId", b.item_id AS "itemId", i.contact_id AS "contactId",
      b.coder_id AS "modelId", k.external_id AS model, k.model_version AS "modelVersion", a.digest,
      0 AS content, b.code AS "modelCode", h.code, NULL AS outcome, NULL::uuid AS "reasonId"
    FROM ${standingAuditCodes}
      JOIN coder k ON k.id = b.coder_id
      JOIN audit_item i ON i.id = b.item_id
      JOIN LATERAL (SELECT p.code FROM blind_code p
        JOIN audit_assignment t ON t.taxonomy_id = p.taxonomy_id AND t.audit_id = p.audit_id AND t.coder_id = p.coder_id
          AND t.item_id = p.item_id AND t.revision = p.revision
        JOIN audit_coder q ON q.taxonomy_id = p.taxonomy_id AND q.audit_id = p.audit_id AND q.coder_id = p.coder_id
          AND q.part = 'SECOND'
        WHERE p.taxonomy_id = b.taxonomy_id AND p.item_id = b.item_id AND p.audit_id = b.audit_id) AS h ON true
    WHERE b.taxonomy_id = $1 AND c.part = 'MODEL'
    UNION ALL
    SELECT 'SESSION', b.session_id, b.item_id, i.contact_id, b.coder_id, k.external_id, k.model_version, n.digest,
      b.content, b.code, NULL, j.outcome, j.reason_id
    FROM ${sessionCodesThatStand}
      JOIN coder k ON k.id = b.coder_id AND k.kind = 'MODEL'
      JOIN session_item i ON i.id = b.item_id
      JOIN session_content n ON n.session_id = b.session_id AND n.content = b.content
      JOIN adjudication j ON j.item_id = b.item_id AND j.content = b.content
    WHERE b.taxonomy_id = $1 AND (s.state = 'CLOSED' OR s.state = 'REVEALED' AND NOT s.adjudicator_blind)
  ) AS answered
  WHERE ($2::uuid IS NULL OR "modelId" = $2) AND "contactId" <> ALL ($3)
    AND ($4::uuid IS NULL OR ("itemId", "modelId", content) > ($4, $5::uuid, $6::integer))
  ORDER BY "itemId", "modelId", content LIMIT $7`;
