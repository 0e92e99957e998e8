import type { Command } from '../../platform/command/command';
import { newId, type DraftId, type TaxonomyId } from '../../platform/ids';
import { ok } from '../../platform/result';
import { inTurns } from '../../platform/turns';
import { keepDraftSource, knownFindings, proposeChange, type ProposalProblem } from '../../taxonomy';
import {
  draftOutlook,
  planInSteps,
  type DraftOutlook,
  type ImportFindingReport,
  type ImportOptions,
  type ImportRefused,
  type ImportSummary,
} from '../domain';
import type { ImportSource } from './import-source';

export interface ImportTaxonomyInput {
  readonly taxonomyId: TaxonomyId;
  /** Of the draft. */
  readonly title: string;
  /** The version that the file was made for, 0 before there is one; null takes the newest. */
  readonly baseVersion: number | null;
  readonly source: ImportSource;
  readonly options: ImportOptions;
}

export interface ImportOutcome {
  /** Null where the file says nothing new: no draft was opened. */
  readonly draft: { readonly draftId: DraftId; readonly head: number } | null;
  readonly summary: ImportSummary;
  readonly findings: ImportFindingReport;
  /** Of the draft under the present policy. */
  readonly outlook: DraftOutlook;
}

/** Brings a file into a draft of its own on the newest version: the same operations as by hand, in one change set. */
export const importTaxonomy: Command<ImportTaxonomyInput, ImportOutcome, ProposalProblem | ImportRefused> = {
  name: 'importTaxonomy',
  permission: 'proposeChange',
  async execute(tx, { taxonomyId, title, baseVersion, source, options }, actor) {
    const proposal = await proposeChange(tx, actor, {
      ...{ taxonomyId, title, baseVersion },
      plan: async ({ taxonomy, tree, reservedCodes, facts, names }) => {
        const { languages, policy } = taxonomy;
        const scene = {
          ...options,
          languages,
          codeFormat: policy.codeFormat,
          reservedCodes,
          names,
          newReasonId: newId<'Reason'>,
        };
        const planned = await inTurns(planInSteps(tree, source.file, scene));
        if (!planned.ok) return planned;
        const { tree: after } = planned.value;
        const outlook = draftOutlook(after, await knownFindings(after, taxonomy, facts));
        return ok({ ...planned.value, outlook });
      },
    });
    if (!proposal.ok) return proposal;
    const { plan, draft } = proposal.value;
    const { summary, findings, outlook } = plan;
    if (draft === null) return ok({ value: { draft, summary, findings, outlook }, unchanged: true });
    const { draftId, head } = draft.value;
    const { digest, bytes } = source;
    await keepDraftSource(tx, draftId, { digest, bytes, readAs: options });
    return ok({ ...draft, value: { draft: { draftId, head }, summary, findings, outlook } });
  },
};
