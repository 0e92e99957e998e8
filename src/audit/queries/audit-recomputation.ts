import type { DataSource } from 'typeorm';
import { canonicalJson } from '../../platform/canonical-json';
import type { TaxonomyReader } from '../../taxonomy';
import type { ReasonTree } from '../../taxonomy/domain';
import {
  auditFormulas,
  auditResults,
  differencesBetween,
  reasonsWithBelow,
  type AuditRecord,
  type Recomputed,
} from '../domain';
import { FrameRepository } from '../persistence/frame.repository';
import type { AuditCodings } from './audit-codings';
import type { AuditReader } from './audit-reader';

/** Whether a closed audit comes out again as it was sealed. */
export interface AuditRecomputation {
  readonly formula: string;
  /** Whether the formulas that sealed the results are known; only then they can be computed again. */
  readonly sameFormula: boolean;
  readonly differences: readonly Recomputed[];
  /** Whether the contacts of the frame are recorded today as when they were drawn. */
  readonly frameUnchanged: boolean;
  /** Whether the same seed draws the same contacts again; null where the frame is another one, or some of it was erased. */
  readonly sameSample: boolean | null;
  readonly codings: number;
  /** Codings that are what the history committed to. */
  readonly matchingCodings: number;
}

/** Computes closed audits again, from their codes, and draws their samples again. */
export class AuditRecomputations {
  constructor(
    private readonly dataSource: DataSource,
    private readonly readers: {
      readonly audits: AuditReader;
      readonly codings: AuditCodings;
      readonly taxonomies: TaxonomyReader;
    },
  ) {}

  /** Null where the audit is not closed. */
  async of(audit: AuditRecord): Promise<AuditRecomputation | null> {
    const { audits, codings, taxonomies } = this.readers;
    const [sealed] = await audits.results([audit.id]);
    const data = await codings.closedAudit(audit);
    if (sealed === undefined || data === null) return null;
    const formula = auditFormulas.find((known) => known === sealed.formula);
    // As it is stored: what is no number of JSON is none here either.
    const again: unknown =
      formula === undefined ? null : JSON.parse(canonicalJson(auditResults(data, formula)));
    const tree = await taxonomies.sealedContent(audit.digest);
    const verified = await codings.verified(audit.id);
    return {
      ...{ formula: sealed.formula, sameFormula: formula !== undefined },
      differences: formula === undefined ? [] : differencesBetween(sealed.results, again),
      ...(await this.drawnAgain(audit, tree)),
      codings: verified.length,
      matchingCodings: verified.filter(({ verdict }) => verdict === 'MATCHES').length,
    };
  }

  private drawnAgain(
    audit: AuditRecord,
    tree: ReasonTree,
  ): Promise<Pick<AuditRecomputation, 'frameUnchanged' | 'sameSample'>> {
    const { population, design } = audit;
    return this.dataSource.transaction(async (sql) => {
      const frame = new FrameRepository(sql);
      await frame.open({
        ...{ taxonomyId: audit.taxonomyId, population, version: audit.version, by: design.by },
        reasonIds: population.reasons === null ? null : reasonsWithBelow(tree, population.reasons),
        leaves: tree.leaves().map(({ id }) => id),
      });
      const frameUnchanged = (await frame.digest()) === audit.frameDigest;
      if (!frameUnchanged || (await frame.isAnyErased())) return { frameUnchanged, sameSample: null };
      const strata = await this.readers.audits.strata([audit.id]);
      const drawn = await frame.draw(strata, design.seed);
      const stored = await this.readers.audits.contactsOf(audit.id);
      const sameSample =
        drawn.length === stored.length && drawn.every(({ contactId }, at) => contactId === stored[at]);
      return { frameUnchanged, sameSample };
    });
  }
}
