import type { ReasonId } from '../../platform/ids';
import {
  associationOf,
  conformanceOf,
  crossTable,
  mappingProposals,
  reasonAtLevel,
  recodingOf,
  restated,
  type Association,
  type Conformance,
  type CrossTable,
  type MappingProposal,
  type ProposalRule,
  type Recoding,
} from '../domain';
import type { UsageFigures } from './usage-figures';

export interface ObservedResolutions {
  /** By the reason at the level asked for and the code of the resolution. */
  readonly table: CrossTable<ReasonId, string>;
  readonly association: Association;
  readonly withoutResolution: number;
}

export async function observedResolutions(
  figures: UsageFigures,
  level: number | null,
): Promise<ObservedResolutions> {
  const { rows } = await figures.restated(['resolution']);
  const codes = new Map((await figures.resolutionCodes()).all.map(({ id, code }) => [id, code]));
  let withoutResolution = 0;
  const cells = rows.flatMap(({ reason, resolution, contacts }) => {
    const column = resolution === null ? undefined : codes.get(resolution);
    if (column === undefined) {
      withoutResolution += contacts;
      return [];
    }
    return [{ row: reasonAtLevel(figures.stated.tree, reason, level), column, count: contacts }];
  });
  const table = crossTable(cells);
  return { table, association: associationOf(table), withoutResolution };
}

/** How what was observed fits the mappings of the version that figures are stated in. */
export const conformance = async (figures: UsageFigures): Promise<Conformance> =>
  conformanceOf(figures.stated.tree, (await observedResolutions(figures, null)).table);

export const proposals = async (
  figures: UsageFigures,
  rule: ProposalRule,
): Promise<readonly MappingProposal[]> =>
  mappingProposals(figures.stated.tree, (await observedResolutions(figures, null)).table, rule);

/** Both reasons are stated in one version, so that a reason that was replaced meanwhile counts as no change. */
export async function recoding(figures: UsageFigures, level: number | null): Promise<Recoding> {
  const { stated } = figures;
  const by = ['reason', 'version', 'initialReason', 'initialVersion'] as const;
  const rows = await figures.reader.usage.recodings(figures.window, by);
  const initials = restated(rows, stated).rows.map(
    ({ reason: final, initialReason, initialVersion, contacts }) => ({
      ...{ reason: initialReason, version: initialVersion, contacts, final },
    }),
  );
  const cells = restated(initials, stated).rows.map(({ reason, final, contacts }) => ({
    row: reasonAtLevel(stated.tree, reason, level),
    column: reasonAtLevel(stated.tree, final, level),
    count: contacts,
  }));
  return recodingOf(crossTable(cells));
}
