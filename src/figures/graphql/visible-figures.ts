import type { AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import { globalId } from '../../platform/graphql/global-id';
import type { ReasonId } from '../../platform/ids';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import { ContentView, type ReasonStateType, type VisibleTaxonomies } from '../../taxonomy/graphql';
import type { FigureFilter, FigureQuestion } from '../domain';
import type { FiguresReader } from '../queries/figures-reader';
import { mustKnowFilter, type FilterNames } from '../queries/known-filter';
import { UsageFigures } from '../queries/usage-figures';

const deepestLevel = 20;

/** Figures as a caller may see them, and their reasons as they stand in the version that figures are stated in. */
export class VisibleFigures {
  private readonly views = new WeakMap<UsageFigures, ContentView>();

  constructor(
    readonly reader: FiguresReader,
    readonly taxonomies: VisibleTaxonomies,
  ) {}

  mustKnow(taxonomy: TaxonomyRecord, filter: FigureFilter): Promise<void> {
    return mustKnowFilter(this.reader, { taxonomy, filter }, filterNames);
  }

  /** Null where a version is named that there is not. */
  async figures(taxonomy: TaxonomyRecord, question: FigureQuestion): Promise<UsageFigures | null> {
    const stated = await this.reader.statedIn(taxonomy, question);
    return stated === null ? null : new UsageFigures(this.reader, { taxonomy, question, stated });
  }

  async view(figures: UsageFigures, context: AccessContext): Promise<ContentView> {
    const known = this.views.get(figures);
    if (known !== undefined) return known;
    const { version, tree } = figures.stated;
    const made =
      version === null
        ? new ContentView(figures.taxonomy, tree, {})
        : await this.taxonomies.loaders(context).contentOfVersion(version);
    this.views.set(figures, made);
    return made;
  }

  /** Reasons that the version does not hold are left out: they are told as breaks. */
  async reasonView(
    figures: UsageFigures,
    context: AccessContext,
  ): Promise<(id: ReasonId) => readonly ReasonStateType[]> {
    const view = await this.view(figures, context);
    return (id) => {
      const state = view.viewById(id);
      return state === null ? [] : [state];
    };
  }
}

const filterNames: FilterNames = {
  ...{ channels: 'filter.channels', departments: 'filter.departments', versions: 'filter.versions' },
  nameOf: (id) => globalId('Department', id),
};

/** A level of the tree that a caller named; null asks for the reasons themselves. */
export function levelOf(level: number | null | undefined): number | null {
  if (level === null || level === undefined) return null;
  if (level >= 1 && level <= deepestLevel) return level;
  throw new CallerError(
    'BAD_USER_INPUT',
    `level: expected a level between 1 and ${deepestLevel}, but got ${level}`,
  );
}
