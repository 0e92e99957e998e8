import type { DataSource } from 'typeorm';
import type { SessionResultsReader } from '../../calibration';
import type { SessionId } from '../../calibration/domain';
import { usageCounts, type BlindCoding } from '../../contact';
import { LocalClock, type ContactId } from '../../contact/domain';
import type { ReportedStatistic } from '../../agreement/statistics';
import { rowsOf } from '../../platform/database/sql';
import type { ActorId, ReasonId } from '../../platform/ids';
import type { TaxonomyReader } from '../../taxonomy';
import { endOf, ReasonTree, type PilotRecord, type VersionRecord } from '../../taxonomy/domain';
import { compareResiduals, type ResidualComparison } from '../domain';

const dayMs = 86_400_000;
const mostSessions = 20;

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
}

/** How a pilot does beside the version in force. */
export class PilotReports {
  constructor(
    private readonly dataSource: DataSource,
    private readonly readers: {
      readonly taxonomies: TaxonomyReader;
      readonly sessions: SessionResultsReader;
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
    return { pilot, inForce, residual, agreements: await this.agreements(pilot, inForce) };
  }

  private async contacts(
    pilot: PilotRecord,
    asked: { readonly versions: readonly number[]; readonly without: readonly ContactId[] },
  ): Promise<ReadonlyMap<ReasonId, number>> {
    const [taxonomy] = await this.readers.taxonomies.taxonomies([pilot.taxonomyId]);
    const clock = LocalClock.of(taxonomy?.timeZone ?? 'UTC');
    const from = clock.dayOf(pilot.startsAt);
    const until = clock.dayOf(new Date(endOf(pilot).getTime() + dayMs));
    const window = { taxonomyId: pilot.taxonomyId, from, until, ...asked };
    const rows = await usageCounts(this.dataSource.manager, window, ['reason']);
    return new Map(
      rows.flatMap(({ reason, contacts }) => (reason === null ? [] : [[reason, contacts] as const])),
    );
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
