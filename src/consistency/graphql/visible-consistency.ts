import { can, type Principal } from '../../access/domain';
import type { AccessContext } from '../../access/graphql';
import type { VisibleContacts } from '../../contact/graphql';
import { daysOf } from '../../figures/graphql';
import type { VisibleOwnership } from '../../ownership/graphql';
import { CallerError } from '../../platform/caller-error';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import type { EvidencePurpose } from '../domain';
import type { ConsistencyReader, FoundScores, ScoreQuestion } from '../queries/consistency-reader';
import type { DriftReader } from '../queries/drift-reader';
import { ConsistencyScoreType } from './score.type';

/** Scores of one request: each question is answered once, however many fields ask. */
class ScoreLoaders {
  private readonly asked = new Map<string, Promise<FoundScores | null>>();

  constructor(private readonly reader: ConsistencyReader) {}

  scores(question: ScoreQuestion): Promise<FoundScores | null> {
    const { taxonomy, of, window, purpose, statedIn, level } = question;
    const key = JSON.stringify([taxonomy.id, of, window, purpose, statedIn, level]);
    const known = this.asked.get(key) ?? this.reader.scores(question);
    this.asked.set(key, known);
    return known;
  }
}

/** The days and the kind of evidence, as a field of something is asked for its score. */
export interface ScoreArguments {
  readonly from: string;
  readonly until: string;
  readonly purpose: EvidencePurpose;
}

/** Scores as a caller may see them, with what they point to. */
export class VisibleConsistency {
  constructor(
    private readonly reader: ConsistencyReader,
    readonly drifts: DriftReader,
    readonly to: {
      readonly taxonomies: VisibleTaxonomies;
      readonly contacts: VisibleContacts;
      readonly ownership: VisibleOwnership;
    },
  ) {}

  readonly makeLoaders = (): ScoreLoaders => new ScoreLoaders(this.reader);

  async scores(asked: Omit<ScoreQuestion, 'without'>, context: AccessContext): Promise<FoundScores | null> {
    const without = await this.codedBlindBy(asked.taxonomy, context);
    return context.loaders.get(this.makeLoaders).scores({ ...asked, without });
  }

  /** What the caller codes blind: nothing of it is told them, not even what it was coded as in an earlier audit. */
  async codedBlindBy({ id }: TaxonomyRecord, context: AccessContext): Promise<ScoreQuestion['without']> {
    return [...(await this.to.contacts.loaders(context).codedBlind(context.actor.id, id))];
  }

  /** Of one thing, where the caller reads scores; null where there is no evidence of it. */
  async scoreOf(
    of: ScoreQuestion['of'],
    {
      taxonomy,
      key,
      asked,
    }: { readonly taxonomy: TaxonomyRecord; readonly key: string; readonly asked: ScoreArguments },
    context: AccessContext,
  ): Promise<ConsistencyScoreType | null> {
    const { purpose } = asked;
    const window = daysOf(asked.from, asked.until);
    const found = await this.scores({ taxonomy, of, window, purpose, statedIn: null, level: null }, context);
    const score = found?.byKey.get(key);
    return found === null || score === undefined ? null : new ConsistencyScoreType(found, score);
  }

  /** The taxonomy with an id, for whoever reads its scores. */
  async scoredTaxonomy(id: TaxonomyRecord['id'], context: AccessContext): Promise<TaxonomyRecord | null> {
    if (!mayReadScores(context.actor, id)) return null;
    return (await this.to.taxonomies.taxonomy(id, context))?.record ?? null;
  }
}

export const mayReadScores = (actor: Principal, taxonomyId: TaxonomyRecord['id']): boolean =>
  can(actor, 'readScores', { taxonomyId });

/** A level of the tree that a caller named; null: the reasons themselves. */
export function levelOf(level: number | null | undefined): number | null {
  if (level === null || level === undefined) return null;
  if (level >= 1 && level <= 20) return level;
  throw new CallerError('BAD_USER_INPUT', `level: expected a level between 1 and 20, but got ${level}`);
}
