import type { Tx } from '../../platform/command/command';
import type { TaxonomyId } from '../../platform/ids';
import { err, ok, type Result } from '../../platform/result';
import {
  allocateSample,
  auditLimits,
  invalidAudit,
  type AuditRecord,
  type InvalidAudit,
  type StratumRecord,
} from '../domain';
import { FrameRepository, type DrawnContact, type FrameCount } from '../persistence/frame.repository';
import type { AuditScene, SealedVersion } from './audit-scene';

/** What was drawn, from what. */
export interface DrawnSample {
  readonly frameSize: number;
  readonly frameDigest: string;
  readonly exclusions: AuditRecord['exclusions'];
  readonly strata: readonly StratumRecord[];
  readonly contacts: readonly DrawnContact[];
}

/** Looks at the frame, shares the sample out over its strata, and draws. */
export async function drawnSample(
  tx: Tx,
  taxonomyId: TaxonomyId,
  { wish, design, reasonIds, version }: AuditScene & { readonly version: SealedVersion },
): Promise<Result<DrawnSample, InvalidAudit>> {
  const frame = tx.repository(FrameRepository);
  const leaves = version.tree.leaves().map(({ id }) => id);
  await frame.open({
    ...{ taxonomyId, population: wish.population, reasonIds, version: version.number, leaves, by: design.by },
  });
  const counts = await frame.counts();
  const exclusions = exclusionsOf(counts);
  const inFrame = counts.filter(({ cause }) => cause === null);
  const frameSize = inFrame.reduce((sum, { count }) => sum + count, 0);
  const problem = sizeFault(inFrame.length, frameSize, exclusions);
  if (problem !== null) return err(problem);
  const ordered = inTreeOrder(inFrame, leaves);
  const samples = allocateSample(
    ordered.map(({ reasonId, count }) => ({ reasonId, frame: count })),
    { size: design.size, floor: design.floorPerReason },
  );
  if (!samples.ok) return err(outOfRange(design.size, samples.problem, inFrame.length));
  const strata = ordered.map(({ reasonId, departmentId, channel, count }, place) => ({
    ...{ place, reasonId, departmentId, channel, frame: count, sample: samples.value[place] ?? 0 },
  }));
  const contacts = await frame.draw(strata, design.seed);
  return ok({ frameSize, frameDigest: await frame.digest(), exclusions, strata, contacts });
}

function exclusionsOf(counts: readonly FrameCount[]): AuditRecord['exclusions'] {
  const exclusions: Record<string, number> = {};
  for (const { cause, count } of counts)
    if (cause !== null) exclusions[cause] = (exclusions[cause] ?? 0) + count;
  return exclusions;
}

/** The order of the reasons in the tree, then what the others are known by: the same however rows lie. */
function inTreeOrder(counts: readonly FrameCount[], leaves: readonly string[]): readonly FrameCount[] {
  const places = new Map(leaves.map((id, at) => [id, at]));
  const placeOf = ({ reasonId }: FrameCount): number => places.get(reasonId ?? '') ?? -1;
  const nameOf = ({ departmentId, channel }: FrameCount): string => `${departmentId ?? ''} ${channel ?? ''}`;
  return counts.toSorted(
    (one, other) => placeOf(one) - placeOf(other) || (nameOf(one) < nameOf(other) ? -1 : 1),
  );
}

function sizeFault(
  strata: number,
  frameSize: number,
  exclusions: AuditRecord['exclusions'],
): InvalidAudit | null {
  const left = Object.entries(exclusions).map(([cause, count]) => `${cause} ${count}`);
  if (frameSize === 0)
    return invalidAudit([
      {
        field: 'population',
        message: `expected contacts that can be audited, but there is none; left out: ${left.join(', ') || 'none'}`,
      },
    ]);
  if (frameSize > auditLimits.frame)
    return invalidAudit([
      {
        field: 'population',
        message: `expected at most ${auditLimits.frame} contacts, but there are ${frameSize}`,
      },
    ]);
  return strata > auditLimits.strata
    ? invalidAudit([
        {
          field: 'design',
          message: `expected at most ${auditLimits.strata} strata, but there are ${strata}`,
        },
      ])
    : null;
}

const outOfRange = (
  size: number,
  { least, most }: { readonly least: number; readonly most: number },
  strata: number,
): InvalidAudit =>
  invalidAudit([
    {
      field: 'size',
      message:
        size < least
          ? `expected at least ${least} contacts for ${strata} strata, two of each and each reason's floor, but got ${size}`
          : `expected at most the ${most} contacts of the frame, but got ${size}`,
    },
  ]);
