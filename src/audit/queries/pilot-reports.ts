import type { DataSource } from 'typeorm';
import type { SessionResultsReader } from '../../calibration';
import type { SessionId } from '../../calibration/domain';
import { usageCounts, type BlindCoding } from '../../contact';
import { LocalClock, type ContactId } from '../../contact/domain';
import type { ReportedStatistic } from '../../agreement/statistics';
import { rowsOf } from '../../platform/database/sql';
import type { ActorId, ReasonId } from '../../platform/ids';
import type { TaxonomyReader } from '../../taxonomy';
import { ReasonTree, type PilotRecord, type VersionRecord } from '../../taxonomy/domain';
import {
  basisOfAudit,
  compareResiduals,
  daysOfPilot,
  type PilotAudit,
  type ResidualComparison,
} from '../domain';
import type { AuditReader } from './audit-reader';

const mostSessions = 20;
const mostAudits = 20;
/** Among so many of the newest those are looked for that have to do with a pilot. */
const mostLooked = 200;

/** How coders agreed in one revealed session that coded in the content of a pilot. */
export interface PilotAgreement {
  readonly title: string;
  readonly pilot: ReportedStatistic;
  /** In the version in force, of the same contacts by the same coders; null where the session did not code in it. */
  readonly inForce: ReportedStatistic | null;
}

export interface PilotReport {
  readonly pilot: PilotRecord;
  /** In force when it started; null: none was. */
  readonly inForce: VersionRecord | null;
  readonly residual: ResidualComparison;
  readonly agreements: readonly PilotAgreement[];
  /** The newest first. */
  readonly audits: readonly PilotAudit[];
}

/** How a pilot does beside the version in force. */
export class PilotReports {
  constructor(
    private readonly dataSource: DataSource,
    private readonly readers: {
      readonly taxonomies: TaxonomyReader;
      readonly sessions: SessionResultsReader;
      readonly audits: AuditReader;
      readonly blind: BlindCoding;
    },
  ) {}

  /** What the asker codes blind is left out. */
  async of(pilot: PilotRecord, actorId: ActorId): Promise<PilotReport> {
    const { taxonomies, blind } = this.readers;
    const { taxonomyId, number, digest, startsAt } = pilot;
    const [inForce = null] = await taxonomies.versionsInForce([taxonomyId], startsAt);
    const without = await blind.contactsOf(taxonomyId, actorId);
    const tree = inForce === null ? ReasonTree.empty : await taxonomies.contentOfVersion(inForce);
    const others = inForce === null ? [] : [inForce.number];
    const residual = compareResiduals({
      pilot: {
        tree: await taxonomies.sealedContent(digest),
        contacts: await this.contacts(pilot, { versions: [-number], without }),
      },
      inForce: { tree, contacts: await this.contacts(pilot, { versions: others, without }) },
    });
    const agreements = await this.agreements(pilot, inForce);
    return { pilot, inForce, residual, agreements, audits: await this.audits(pilot, inForce) };
  }

  private async contacts(
    pilot: PilotRecord,
    asked: { readonly versions: readonly number[]; readonly without: readonly ContactId[] },
  ): Promise<ReadonlyMap<ReasonId, number>> {
    const [taxonomy] = await this.readers.taxonomies.taxonomies([pilot.taxonomyId]);
    const clock = LocalClock.of(taxonomy?.timeZone ?? 'UTC');
    const window = { taxonomyId: pilot.taxonomyId, ...daysOfPilot(pilot, clock), ...asked };
    const rows = await usageCounts(this.dataSource.manager, window, ['reason']);
    return new Map(
      rows.flatMap(({ reason, contacts }) => (reason === null ? [] : [[reason, contacts] as const])),
    );
  }

  private async audits(pilot: PilotRecord, inForce: VersionRecord | null): Promise<readonly PilotAudit[]> {
    const number = inForce?.number ?? null;
    const versions = [-pilot.number, ...(number === null ? [] : [number])];
    const closed = await this.readers.audits.closedIn(pilot.taxonomyId, versions, mostLooked);
    const found = closed
      .flatMap((audit) => {
        const basis = basisOfAudit(audit, pilot, number);
        return basis === null ? [] : [{ audit, basis }];
      })
      .slice(0, mostAudits);
    const sealed = await this.readers.audits.results(found.map(({ audit }) => audit.id));
    const resultsOf = new Map(sealed.map(({ auditId, results }) => [auditId, results]));
    return found.flatMap(({ audit, basis }) => {
      const results = resultsOf.get(audit.id);
      return results === undefined ? [] : [{ audit, basis, results }];
    });
  }

  private async agreements(
    { taxonomyId, digest }: PilotRecord,
    inForce: VersionRecord | null,
  ): Promise<readonly PilotAgreement[]> {
    const rows = await rowsOf<{ id: SessionId }>(
      this.dataSource.manager,
      `SELECT c.session_id AS id FROM session_content c JOIN calibration_session s ON s.id = c.session_id
       WHERE c.taxonomy_id = $1 AND c.digest = $2 AND s.state IN ('REVEALED', 'CLOSED')
       ORDER BY c.session_id DESC LIMIT $3`,
      [taxonomyId, digest, mostSessions],
    );
    const agreements: PilotAgreement[] = [];
    for (const { id } of rows) {
      const session = await this.readers.sessions.session(id);
      const shown = session === null ? null : await this.readers.sessions.shown(session);
      const contents = shown?.results.contents ?? [];
      const tried = contents.find((content) => content.digest === digest);
      const other = contents.find((content) => content.digest === inForce?.contentDigest);
      if (session !== null && tried !== undefined)
        agreements.push({
          ...{ title: session.title, pilot: tried.agreement.percentAgreement },
          inForce: other?.agreement.percentAgreement ?? null,
        });
    }
    return agreements;
  }
}
