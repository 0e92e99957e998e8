import { BlindCoding } from '../../contact';
import type { Actor, Change, Command, Recorded, Tx, Unchanged } from '../../platform/command/command';
import type { DraftId, TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { knownResolutions } from '../../resolution';
import {
  CorrespondenceReader,
  editDraft,
  knownTaxonomy,
  knownVersions,
  lockedDraft,
  proposeChange,
  sealedTree,
  type DraftHead,
  type EditProblem,
  type ProposalProblem,
} from '../../taxonomy';
import {
  deriveCorrespondence,
  indexOf,
  ReasonTree,
  type Operation,
  type TranslationPath,
} from '../../taxonomy/domain';
import {
  chosenProposals,
  crossTable,
  evidenceOf,
  mappingProposals,
  operationOf,
  restated,
  sealedCorrespondence,
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
      const observed = await observedUse(tx, actor, input);
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
  /** The ways from the versions they were coded in to the newest one, and what that holds. */
  readonly paths: ReadonlyMap<number, TranslationPath>;
  readonly newest: ReasonTree;
}

const nothing: ObservedUse = { rows: [], paths: new Map(), newest: ReasonTree.empty };

async function observedUse(
  tx: Tx,
  actor: Actor,
  { taxonomyId, from, until, filter }: AcceptMappingProposalsInput,
): Promise<ObservedUse> {
  if ((await knownTaxonomy(tx, taxonomyId)) === null) return nothing;
  const newest = (await knownVersions(tx, taxonomyId)).at(-1);
  if (newest === undefined) return nothing;
  // What they propose rests on the figures that they see, and tells no more of what they code blind.
  const without = await tx.repository(BlindCoding).contactsOf(taxonomyId, actor.id);
  const window = { taxonomyId, from, until, filter, without };
  const counts = await tx.repository(UsageRepository).counts(window, ['reason', 'version', 'resolution']);
  const codes = new Map((await knownResolutions(tx, taxonomyId)).all.map(({ id, code }) => [id, code]));
  const rows = counts.map(({ resolution, ...row }) => ({
    ...{ ...row, code: resolution === null ? null : (codes.get(resolution) ?? null) },
  }));
  const numbers = [...new Set(rows.flatMap(({ version }) => version ?? []))];
  const routes = await tx.repository(CorrespondenceReader).routesTo(newest, numbers);
  const paths = new Map(Array.from(routes, ([number, { path }]) => [number, path]));
  return { rows, paths, newest: await sealedTree(tx, newest.contentDigest) };
}

/** What was observed, as it stands in the draft: over the versions that came since, and what the draft itself changes. */
function proposalsOn(
  tree: ReasonTree,
  { rows, paths, newest }: ObservedUse,
  rule: ProposalRule,
): readonly MappingProposal[] {
  const ownStep = {
    correspondence: indexOf(deriveCorrespondence(newest, tree)),
    ...({ direction: 'FORWARD', arrivesAt: 0 } as const),
  };
  const correspondence = sealedCorrespondence((version) => {
    const path = paths.get(version);
    return path === undefined ? undefined : { ...path, steps: [...path.steps, ownStep] };
  });
  const cells = restated(rows, { tree, correspondence }).rows.flatMap(({ reason, code, contacts }) =>
    code === null ? [] : [{ row: reason, column: code, count: contacts }],
  );
  return mappingProposals(tree, crossTable(cells), rule);
}
