import { momentOfCell } from '../../ownership/domain';
import type { Command } from '../../platform/command/command';
import { newId, type TaxonomyId } from '../../platform/ids';
import type { NotFound } from '../../platform/problem';
import { isNonEmpty, ok } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { lockedTaxonomy } from '../../taxonomy';
import {
  factsOfResolution,
  planResolutions,
  type ListedResolution,
  type ResolutionListRefused,
} from '../domain';
import { ResolutionRepository } from '../persistence/resolution.repository';

export interface ImportResolutionsInput {
  readonly taxonomyId: TaxonomyId;
  readonly resolutions: readonly ListedResolution[];
  /** Tells what would be done, and does nothing. */
  readonly dryRun: boolean;
  readonly because: string;
}

export interface ImportedResolutions {
  readonly added: number;
  readonly revised: number;
  readonly unchanged: number;
}

/** Takes over a list of resolution codes: all of it, or nothing where one of them cannot be. What it leaves out stays. */
export const importResolutions: Command<
  ImportResolutionsInput,
  ImportedResolutions,
  NotFound | TextProblem | ResolutionListRefused
> = {
  name: 'importResolutions',
  permission: 'keepResolutions',
  async execute(tx, { taxonomyId, resolutions, dryRun, because }) {
    const locked = await lockedTaxonomy(tx, taxonomyId);
    if (!locked.ok) return locked;
    const text = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!text.ok) return text;
    const { languages, timeZone } = locked.value;
    const repository = tx.repository(ResolutionRepository);
    const known = await repository.ofTaxonomies([taxonomyId]);
    const momentOf = (cell: string): Date | null => momentOfCell(cell, timeZone);
    const plan = planResolutions(resolutions, { known, languages, momentOf });
    if (!plan.ok) return plan;
    const added = plan.value.added.map((wish) => ({
      ...{ ...wish, id: newId<'Resolution'>(), taxonomyId, revision: 1 },
    }));
    const revised = plan.value.revised.map(({ before, after }) => ({
      ...{ before, after: { ...before, ...after, revision: before.revision + 1 } },
    }));
    const changes = [
      ...added.map((one) => ({
        ...{ kind: 'addResolution', subject: { type: 'Resolution', id: one.id }, before: null },
        after: factsOfResolution(one),
      })),
      ...revised.map(({ before, after }) => ({
        ...{ kind: 'reviseResolution', subject: { type: 'Resolution', id: before.id } },
        ...{ before: factsOfResolution(before), after: factsOfResolution(after) },
      })),
    ];
    const counts = { added: added.length, revised: revised.length, unchanged: plan.value.unchanged };
    if (dryRun || !isNonEmpty(changes)) return ok({ value: counts, unchanged: true });
    // The taxonomy is locked: nobody else adds a code meanwhile.
    if (!(await repository.add(added, tx.now))) throw new Error('a code was taken while its list was locked');
    await repository.saveAll(revised.map(({ after }) => after));
    return ok({ value: counts, changes, because: text.value });
  },
};
