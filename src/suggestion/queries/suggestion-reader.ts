import type { DataSource } from 'typeorm';
import { rowsOf } from '../../platform/database/sql';
import type { ChangeSetId, ReasonId, TaxonomyId } from '../../platform/ids';
import { pageOf, type Page, type PageRequest } from '../../platform/paging';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import {
  noSuggestions,
  standingOf,
  suggest,
  type NotSuggested,
  type Standing,
  type Suggestion,
  type SuggestionDecisionId,
  type SuggestionDecisionRecord,
  type SuggestionScene,
  type TouchingDraft,
  type Verdict,
} from '../domain';
import { DecisionRepository } from '../persistence/decision.repository';
import { SceneReader } from './scene-reader';

/** What a suggestion was made of. */
export interface SuggestionBasis {
  readonly asOf: Date;
  readonly windowFrom: string;
  readonly windowUntil: string;
  /** The number of the version. */
  readonly version: number;
}

export interface StandingSuggestion {
  readonly suggestion: Suggestion;
  readonly standing: Standing;
}

/** All that is suggested as of a moment, and what is not. */
export interface SuggestionsAt {
  /** Null: no version was in force. */
  readonly basis: SuggestionBasis | null;
  readonly scene: SuggestionScene | null;
  readonly made: readonly StandingSuggestion[];
  readonly notMade: readonly NotSuggested[];
}

/** What is asked of suggestions and of what became of them. It never writes, and decides nothing about who may ask. */
export class SuggestionReader {
  private readonly scenes: SceneReader;
  private readonly decisions: DecisionRepository;

  constructor(private readonly dataSource: DataSource) {
    this.scenes = new SceneReader(dataSource.manager);
    this.decisions = new DecisionRepository(dataSource.manager);
  }

  async at(taxonomy: TaxonomyRecord, asOf: Date): Promise<SuggestionsAt> {
    const found = await this.scenes.sceneAt({ taxonomy, asOf });
    if (found === null) return { basis: null, scene: null, ...noSuggestions, made: [] };
    const { scene, version, window } = found;
    const thresholds = taxonomy.policy.suggestions;
    const { made, notMade } = suggest(scene, thresholds);
    const decided = await this.decisions.latest(taxonomy.id, asOf);
    const moment = { at: asOf, newEvidence: thresholds.newEvidence };
    return {
      basis: { asOf, windowFrom: window.from, windowUntil: window.until, version: version.number },
      ...{ scene, notMade },
      made: made.map((suggestion) => ({
        suggestion,
        standing: standingOf(suggestion, decided.get(suggestion.key), moment),
      })),
    };
  }

  /** The drafts that are being written or reviewed and change any of the reasons. */
  draftsTouching(reasonIds: readonly ReasonId[]): Promise<readonly TouchingDraft[]> {
    if (reasonIds.length === 0) return Promise.resolve([]);
    return rowsOf(
      this.dataSource.manager,
      `SELECT DISTINCT r.id AS "reasonId", d.title
       FROM reason r
         JOIN draft d ON d.taxonomy_id = r.taxonomy_id AND d.state IN ('DRAFT', 'IN_REVIEW', 'APPROVED')
         JOIN draft_operation o ON o.draft_id = d.id AND o.head > d.base_head
           AND (o.body ->> 'reasonId' = r.id::text OR (o.body -> 'sources') ? r.id::text)
       WHERE r.id = ANY ($1::uuid[])
       ORDER BY 2, 1`,
      [reasonIds],
    );
  }

  many(ids: readonly SuggestionDecisionId[]): Promise<readonly SuggestionDecisionRecord[]> {
    return this.decisions.many(ids);
  }

  ofChangeSets(ids: readonly ChangeSetId[]): Promise<readonly SuggestionDecisionRecord[]> {
    return this.decisions.ofChangeSets(ids);
  }

  /** The newest first. */
  async decisionPage(
    taxonomyId: TaxonomyId,
    verdicts: readonly Verdict[],
    request: PageRequest,
  ): Promise<Page<SuggestionDecisionRecord>> {
    return pageOf(await this.decisions.page(taxonomyId, verdicts, request), request);
  }
}
