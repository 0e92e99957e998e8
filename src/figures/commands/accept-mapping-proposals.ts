import type { Actor, Change, Command, Recorded, Tx, Unchanged } from '../../platform/command/command';
import type { DraftId, TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { knownResolutions } from '../../resolution';
import {
  editDraft,
  knownTaxonomy,
  knownVersion,
  lockedDraft,
  proposeChange,
  sealedTree,
  type DraftHead,
  type EditProblem,
  type ProposalProblem,
} from '../../taxonomy';
import type { Operation, ReasonTree } from '../../taxonomy/domain';
import {
  chosenProposals,
  crossTable,
  evidenceOf,
  mappingProposals,
  operationOf,
  recordedSuccessors,
  restated,
  type ChosenProposal,
  type CodedCount,
  type Days,
  type FigureFilter,
  type MappingProposal,
  type ProposalRule,
  type ProposalsGone,
} from '../domain';
import { UsageRepository } from '../persistence/usage.repository';

export interface AcceptMappingProposalsInput extends Days {
  readonly taxonomyId: TaxonomyId;
  readonly filter: FigureFilter;
  readonly rule: ProposalRule;
  readonly chosen: readonly ChosenProposal[];
  /** Null: a draft of its own is opened on the newest version. */
  readonly draft: { readonly draftId: DraftId; readonly expectedHead: number } | null;
  readonly because: string;
}

export interface AcceptedProposals {
  readonly draftId: DraftId;
  readonly accepted: number;
}

export type AcceptProblem = NotFound | TextProblem | ProposalsGone | EditProblem | ProposalProblem;

/**
 * Turns proposals into mappings of a draft, by the one way in which content changes. They are made again from what is
 * recorded now, and what spoke for each stands in the history beside the operations.
 */
export const acceptMappingProposals: Command<AcceptMappingProposalsInput, AcceptedProposals, AcceptProblem> =
  {
    name: 'acceptMappingProposals',
    permission: 'proposeChange',
    async execute(tx, input, actor) {
      const because = mustBeText(input.because, {
        field: 'because',
        maxLength: textLimits.note,
        multiline: true,
      });
      const observed = await observedUse(tx, input);
      const planned: { proposals: readonly MappingProposal[] } = { proposals: [] };
      const plan = (tree: ReasonTree): Result<readonly Operation[], ProposalsGone> => {
        const chosen = chosenProposals(proposalsOn(tree, observed, input.rule), input.chosen);
        if (!chosen.ok) return chosen;
        planned.proposals = chosen.value;
        return ok(chosen.value.map(operationOf));
      };
      const edited =
        input.draft === null
          ? await inDraftOfItsOwn(tx, actor, { input, plan })
          : await inDraft(tx, actor, { input, draft: input.draft, plan });
      if (!edited.ok) return edited;
      if (!because.ok) return because;
      if ('unchanged' in edited.value) throw new Error('proposals are of mappings that are not there');
      const { draftId, head } = edited.value.value;
      const { from, until, filter, rule } = input;
      const evidence = planned.proposals.map(evidenceOf);
      const linked: Change = {
        ...{ kind: 'acceptMappingProposals', subject: { type: 'Draft', id: draftId }, before: null },
        after: { head, from, until, filter, rule, evidence },
      };
      const [first, ...others] = edited.value.changes;
      return ok({
        ...{ ...edited.value, changes: [first, ...others, linked] as const, because: because.value },
        value: { draftId, accepted: evidence.length },
      });
    },
  };

type Plan = (tree: ReasonTree) => Result<readonly Operation[], ProposalsGone>;
type Edited = Result<Recorded<DraftHead> | Unchanged<DraftHead>, AcceptProblem>;

async function inDraft(
  tx: Tx,
  actor: Actor,
  asked: {
    readonly input: AcceptMappingProposalsInput;
    readonly draft: NonNullable<AcceptMappingProposalsInput['draft']>;
    readonly plan: Plan;
  },
): Promise<Edited> {
  const { draftId } = asked.draft;
  const locked = await lockedDraft(tx, actor, draftId);
  if (!locked.ok) return locked;
  if (locked.value.draft.taxonomyId !== asked.input.taxonomyId)
    return err(notFound('draft of the same taxonomy', draftId));
  return editDraft<ProposalsGone>(tx, { ...asked.draft, actor }, asked.plan);
}

async function inDraftOfItsOwn(
  tx: Tx,
  actor: Actor,
  { input, plan }: { readonly input: AcceptMappingProposalsInput; readonly plan: Plan },
): Promise<Edited> {
  const proposal = await proposeChange(tx, actor, {
    ...{
      taxonomyId: input.taxonomyId,
      title: `Resolutions as observed from ${input.from} until ${input.until}`,
    },
    baseVersion: null,
    plan: ({ tree }): Result<{ readonly operations: readonly Operation[] }, ProposalsGone> => {
      const operations = plan(tree);
      return operations.ok ? ok({ operations: operations.value }) : operations;
    },
  });
  if (!proposal.ok) return proposal;
  if (proposal.value.draft === null) throw new Error('proposals are of mappings that are not there');
  return ok(proposal.value.draft);
}

interface ObservedUse {
  readonly rows: readonly (CodedCount & { readonly code: string | null })[];
  readonly trees: ReadonlyMap<number, ReasonTree>;
}

async function observedUse(
  tx: Tx,
  { taxonomyId, from, until, filter }: AcceptMappingProposalsInput,
): Promise<ObservedUse> {
  if ((await knownTaxonomy(tx, taxonomyId)) === null) return { rows: [], trees: new Map() };
  const window = { taxonomyId, from, until, filter };
  const counts = await tx.repository(UsageRepository).counts(window, ['reason', 'version', 'resolution']);
  const codes = new Map((await knownResolutions(tx, taxonomyId)).all.map(({ id, code }) => [id, code]));
  const rows = counts.map(({ resolution, ...row }) => ({
    ...{ ...row, code: resolution === null ? null : (codes.get(resolution) ?? null) },
  }));
  const trees = new Map<number, ReasonTree>();
  for (const number of new Set(rows.flatMap(({ version }) => version ?? []))) {
    const version = await knownVersion(tx, taxonomyId, number);
    if (version !== null) trees.set(number, await sealedTree(tx, version.contentDigest));
  }
  return { rows, trees };
}

function proposalsOn(
  tree: ReasonTree,
  { rows, trees }: ObservedUse,
  rule: ProposalRule,
): readonly MappingProposal[] {
  const correspondence = recordedSuccessors(tree, (version) => trees.get(version));
  const cells = restated(rows, { tree, correspondence }).rows.flatMap(({ reason, code, contacts }) =>
    code === null ? [] : [{ row: reason, column: code, count: contacts }],
  );
  return mappingProposals(tree, crossTable(cells), rule);
}
