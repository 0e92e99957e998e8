import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import { mustBeMoment } from '../../platform/graphql/moment';
import { problemView } from '../../platform/graphql/problem.type';
import type { DrawAuditInput } from '../commands/audit-scene';
import { drawAudit } from '../commands/draw-audit';
import { cancelAudit, closeAudit } from '../commands/end-audit';
import { followUpAuditFinding, recordAuditFinding } from '../commands/finding-commands';
import type { AuditFindingId, AuditId, AuditPopulation } from '../domain';
import * as inputs from './audit.inputs';
import * as payloads from './audit.payloads';
import type { AuditType } from './audit.type';
import type { AuditFindingType } from './finding.type';
import type { VisibleAudits } from './visible-audits';

/** What whoever runs audits does with them, and what becomes of what they found. */
@Resolver()
export class AuditMutations {
  constructor(private readonly visible: VisibleAudits) {}

  @Mutation(() => payloads.DrawAuditResult, {
    nullable: true,
    description:
      'Draws an audit: the frame is sealed, contacts are drawn by a seed, and each is handed to a coder who did not code it in production.',
  })
  async drawAudit(
    @Arg('input', () => inputs.DrawAuditInputType, { description: 'The audit.' })
    input: inputs.DrawAuditInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof payloads.DrawAuditResult> {
    const outcome = await context.run(drawAudit, wishOf(input));
    if (!outcome.ok) return problemView(outcome.problem);
    return this.audit(payloads.DrawAuditPayload, outcome.value.value.auditId, context);
  }

  @Mutation(() => payloads.CloseAuditResult, {
    nullable: true,
    description: 'Closes an audit: its codes are shown, and what they say is computed and sealed.',
  })
  async closeAudit(
    @Arg('input', () => inputs.CloseAuditInputType, { description: 'Which audit.' })
    input: inputs.CloseAuditInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof payloads.CloseAuditResult> {
    const outcome = await context.run(closeAudit, { ...stepOf(input), because: input.because ?? null });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.audit(payloads.CloseAuditPayload, outcome.value.value.auditId, context);
  }

  @Mutation(() => payloads.CancelAuditResult, {
    nullable: true,
    description: 'Gives an open audit up; what was coded in it is never shown.',
  })
  async cancelAudit(
    @Arg('input', () => inputs.CancelAuditInputType, { description: 'Which audit, and why.' })
    input: inputs.CancelAuditInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof payloads.CancelAuditResult> {
    const outcome = await context.run(cancelAudit, { ...stepOf(input), because: input.because });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.audit(payloads.CancelAuditPayload, outcome.value.value.auditId, context);
  }

  @Mutation(() => payloads.RecordAuditFindingResult, {
    nullable: true,
    description: 'Records what is to be done about what a closed audit found, by whom and until when.',
  })
  async recordAuditFinding(
    @Arg('input', () => inputs.RecordAuditFindingInputType, { description: 'The finding.' })
    input: inputs.RecordAuditFindingInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof payloads.RecordAuditFindingResult> {
    const outcome = await context.run(recordAuditFinding, {
      ...{ auditId: localId('Audit', input.audit, 'audit'), text: input.text, dueOn: input.dueOn },
      reasonId: optionalLocalId('Reason', input.reason, 'reason'),
      ownerId: localId('Department', input.owner, 'owner'),
    });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.finding(payloads.RecordAuditFindingPayload, outcome.value.value.findingId, context);
  }

  @Mutation(() => payloads.FollowUpAuditFindingResult, {
    nullable: true,
    description: 'Notes what became of a finding; a department owner does so for their own department.',
  })
  async followUpAuditFinding(
    @Arg('input', () => inputs.FollowUpAuditFindingInputType, { description: 'What became of it.' })
    input: inputs.FollowUpAuditFindingInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof payloads.FollowUpAuditFindingResult> {
    const { expectedRevision, state, note } = input;
    const findingId = localId('AuditFinding', input.finding, 'finding');
    const outcome = await context.run(followUpAuditFinding, { findingId, expectedRevision, state, note });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.finding(payloads.FollowUpAuditFindingPayload, findingId, context);
  }

  private async audit<Payload extends { audit: AuditType | null }>(
    type: new () => Payload,
    id: AuditId,
    context: AccessContext,
  ): Promise<Payload> {
    return Object.assign(new type(), { audit: await this.visible.audit(id, context) });
  }

  private async finding<Payload extends { finding: AuditFindingType | null }>(
    type: new () => Payload,
    id: AuditFindingId,
    context: AccessContext,
  ): Promise<Payload> {
    return Object.assign(new type(), { finding: await this.visible.finding(id, context) });
  }
}

const stepOf = ({ audit, expectedRevision }: inputs.CancelAuditInputType | inputs.CloseAuditInputType) => ({
  auditId: localId('Audit', audit, 'audit'),
  expectedRevision,
});

function wishOf(input: inputs.DrawAuditInputType): DrawAuditInput {
  const { title, measure, threshold, design } = input;
  return {
    ...{ taxonomyId: localId('Taxonomy', input.taxonomy, 'taxonomy'), title, measure, threshold },
    ...{ version: input.version ?? null, population: populationOf(input.population) },
    design: {
      ...{ by: design.by, size: design.size, acrossDepartments: design.acrossDepartments },
      ...{ floorPerReason: design.floorPerReason ?? null, seed: design.seed ?? null },
    },
    coders: input.coders.map(({ coder, department }) => ({
      coderId: localId('Coder', coder, 'coders'),
      departmentId: optionalLocalId('Department', department, 'coders'),
    })),
    modelIds: input.models.map((id) => localId('Coder', id, 'models')),
    earlierAuditId: optionalLocalId('Audit', input.earlierAudit, 'earlierAudit'),
  };
}

function populationOf(given: inputs.AuditPopulationInput): AuditPopulation {
  const idsOf = <Kind extends 'Department' | 'Reason' | 'Coder'>(
    kind: Kind,
    ids: readonly string[] | null | undefined,
  ) => ids?.map((id) => localId(kind, id, 'population')) ?? null;
  return {
    from: mustBeMoment(given.from, 'from') ?? given.from,
    until: mustBeMoment(given.until, 'until') ?? given.until,
    channels: given.channels ?? null,
    departments: idsOf('Department', given.departments),
    reasons: idsOf('Reason', given.reasons),
    coders: idsOf('Coder', given.coders),
    ...{ stage: given.stage, excerptOnly: given.excerptOnly, unknownCoders: given.unknownCoders },
  };
}
