import type { Dimension, UsageRow } from '../../contact';
import type { ReasonId } from '../../platform/ids';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import type { ResolutionList } from '../../resolution/domain';
import {
  add,
  associationOf,
  codedFields,
  codeQualityOf,
  conformanceOf,
  contactRateOf,
  contactsByReason,
  crossTable,
  defaultBandRule,
  handledElsewhere,
  isFiltered,
  mappingProposals,
  monthsOf,
  nextMonth,
  rateChangeOf,
  reasonAtLevel,
  recodingOf,
  residualShares,
  restated,
  sizesInPeriod,
  sumOf,
  type Association,
  type CodedField,
  type CodeQuality,
  type Conformance,
  type ContactRate,
  type CrossTable,
  type FigureQuestion,
  type HandledElsewhere,
  type MappingProposal,
  type ProposalRule,
  type RateChangeFigures,
  type Recoding,
  type ResidualShares,
  type Restatement,
} from '../domain';
import type { FiguresReader, StatedIn } from './figures-reader';

export interface SegmentRate extends ContactRate {
  readonly segment: string;
  /** On how many days of the period a size is known; 0 where none is. */
  readonly knownDays: number;
}

export interface ObservedResolutions {
  /** By the reason at the level asked for and the code of the resolution. */
  readonly table: CrossTable<ReasonId, string>;
  readonly association: Association;
  readonly withoutResolution: number;
}

type Coded<By extends Dimension> = Restatement<UsageRow<By | 'reason' | 'version'>>;

/** The figures of one question. What several of them rest on is read once. */
export class UsageFigures {
  private readonly counted = new Map<string, Promise<readonly UsageRow<Dimension>[]>>();
  private readonly restatements = new Map<string, Promise<Coded<Dimension>>>();
  private codes: Promise<ResolutionList> | null = null;
  private departments: Promise<ReadonlyMap<string, string>> | null = null;

  constructor(
    private readonly reader: FiguresReader,
    readonly taxonomy: TaxonomyRecord,
    readonly question: FigureQuestion,
    readonly stated: StatedIn,
  ) {}

  counts<By extends Dimension>(by: readonly By[]): Promise<readonly UsageRow<By>[]> {
    const key = by.toSorted().join(' ');
    const known = this.counted.get(key);
    if (known !== undefined) return known;
    const made = this.reader.usage.counts({ taxonomyId: this.taxonomy.id, ...this.question }, by);
    this.counted.set(key, made as Promise<readonly UsageRow<Dimension>[]>);
    return made;
  }

  async contacts(): Promise<number> {
    return sumOf(await this.counts(['version']), ({ contacts }) => contacts);
  }

  /** The contacts as they stand in the version that figures are stated in. */
  restated<By extends Dimension = never>(by: readonly By[] = []): Promise<Coded<By>> {
    const key = by.toSorted().join(' ');
    const known = this.restatements.get(key);
    if (known !== undefined) return known;
    const made = this.counts<By | 'reason' | 'version'>(['reason', 'version', ...by]).then((rows) =>
      restated(rows, this.stated),
    );
    this.restatements.set(key, made as Promise<Coded<Dimension>>);
    return made;
  }

  async byReason(level: number | null): Promise<ReadonlyMap<ReasonId, number>> {
    const counts = new Map<ReasonId, number>();
    for (const { reason, contacts } of (await this.restated()).rows)
      add(counts, reasonAtLevel(this.stated.tree, reason, level), contacts);
    return counts;
  }

  async residual(): Promise<ResidualShares> {
    return residualShares(this.stated.tree, contactsByReason((await this.restated()).rows));
  }

  /** Each month by the owners of its end: who took over in a month answers for the whole of it. */
  async handledElsewhere(): Promise<HandledElsewhere> {
    const { rows } = await this.restated(['department', 'month']);
    const months = monthsOf(this.question);
    const { until } = this.question;
    const parts = await Promise.all(
      months.map(async (month) => {
        const end = nextMonth(month) < until ? nextMonth(month) : until;
        const owners = await this.reader.ownersAt(this.taxonomy, end);
        const own = rows.filter((row) => row.month === month);
        return { tree: this.stated.tree, owners, rows: own };
      }),
    );
    return handledElsewhere(parts);
  }

  async codeQuality(): Promise<readonly CodeQuality[]> {
    const contacts = await this.contacts();
    const filtered = isFiltered(this.question.filter);
    const unmapped = new Map<string, number>();
    if (!filtered)
      for (const { field, contacts: count } of await this.unmapped()) add(unmapped, field, count);
    return Promise.all(
      codedFields.map(async (field: CodedField) => {
        const coded = sumOf(await this.counts([field]), (row) => (row[field] === null ? 0 : row.contacts));
        return codeQualityOf(field, {
          contacts,
          coded,
          unmapped: filtered ? null : (unmapped.get(field) ?? 0),
        });
      }),
    );
  }

  unmapped() {
    return this.reader.unmapped(this.taxonomy.id, this.question);
  }

  async segmentRates(): Promise<{ readonly rates: readonly SegmentRate[]; readonly withoutSegment: number }> {
    const rows = await this.counts(['segment']);
    const contacts = new Map(rows.map((row) => [row.segment, row.contacts]));
    const [sizes, rules] = await Promise.all([this.sizes(), this.reader.bands(this.taxonomy.id)]);
    const asked = this.question.filter.segments;
    const named = [...contacts.keys(), ...sizes.keys()].filter((segment) => segment !== null);
    const segments = [...new Set(named)]
      .filter((segment) => asked === null || asked.includes(segment))
      .sort();
    const usual = rules.find(({ segment }) => segment === null) ?? defaultBandRule;
    const rates = segments.map((segment): SegmentRate => {
      const { optimalBelow, concernFrom } = rules.find((rule) => rule.segment === segment) ?? usual;
      const size = sizes.get(segment);
      const counts = { contacts: contacts.get(segment) ?? 0, customers: size?.customers ?? null };
      const rate = contactRateOf(counts, { optimalBelow, concernFrom });
      return { ...rate, segment, knownDays: size?.knownDays ?? 0 };
    });
    return { rates, withoutSegment: contacts.get(null) ?? 0 };
  }

  private async sizes() {
    return sizesInPeriod(await this.reader.sizes(this.taxonomy.id), this.question);
  }

  async segmentRate(segment: string): Promise<ContactRate> {
    const { rates } = await this.segmentRates();
    return rates.find((rate) => rate.segment === segment) ?? contactRateOf({ contacts: 0, customers: null });
  }

  /** Against an earlier question of the same taxonomy, stated in the same version. */
  async rateChange(earlier: UsageFigures, segment: string, level: number | null): Promise<RateChangeFigures> {
    const [before, after] = await Promise.all(
      [earlier, this].map(async (figures) => ({
        rate: await figures.segmentRate(segment),
        byReason: await figures.byReasonIn(segment, level),
      })),
    );
    if (before === undefined || after === undefined) throw new Error('two periods have two rates');
    return rateChangeOf(before, after);
  }

  private async byReasonIn(segment: string, level: number | null): Promise<ReadonlyMap<ReasonId, number>> {
    const counts = new Map<ReasonId, number>();
    for (const row of (await this.restated(['segment'])).rows)
      if (row.segment === segment)
        add(counts, reasonAtLevel(this.stated.tree, row.reason, level), row.contacts);
    return counts;
  }

  resolutionCodes(): Promise<ResolutionList> {
    this.codes ??= this.reader.resolutions.list(this.taxonomy.id);
    return this.codes;
  }

  /** The codes of the departments that handled a contact, by their ids. */
  departmentCodes(): Promise<ReadonlyMap<string, string>> {
    this.departments ??= this.counts(['department']).then(async (rows) => {
      const found = await this.reader.departments(rows.flatMap(({ department }) => department ?? []));
      return new Map<string, string>(found.map(({ id, code }) => [id, code]));
    });
    return this.departments;
  }

  async observed(level: number | null): Promise<ObservedResolutions> {
    const [{ rows }, list] = await Promise.all([this.restated(['resolution']), this.resolutionCodes()]);
    const codes = new Map(list.all.map(({ id, code }) => [id, code]));
    let withoutResolution = 0;
    const cells = rows.flatMap(({ reason, resolution, contacts }) => {
      const column = resolution === null ? undefined : codes.get(resolution);
      if (column === undefined) {
        withoutResolution += contacts;
        return [];
      }
      return [{ row: reasonAtLevel(this.stated.tree, reason, level), column, count: contacts }];
    });
    const table = crossTable(cells);
    return { table, association: associationOf(table), withoutResolution };
  }

  async conformance(): Promise<Conformance> {
    return conformanceOf(this.stated.tree, (await this.observed(null)).table);
  }

  async proposals(rule: ProposalRule): Promise<readonly MappingProposal[]> {
    return mappingProposals(this.stated.tree, (await this.observed(null)).table, rule);
  }

  /** Both reasons are stated in one version, so that a reason that was replaced meanwhile counts as no change. */
  async recoding(level: number | null): Promise<Recoding> {
    const window = { taxonomyId: this.taxonomy.id, ...this.question };
    const by = ['reason', 'version', 'initialReason', 'initialVersion'] as const;
    const rows = await this.reader.usage.recodings(window, by);
    const { tree } = this.stated;
    const finals = restated(rows, this.stated).rows;
    const swapped = finals.map((row) => ({
      ...{
        reason: row.initialReason,
        version: row.initialVersion,
        contacts: row.contacts,
        final: row.reason,
      },
    }));
    const cells = restated(swapped, this.stated).rows.map(({ reason, final, contacts }) => ({
      row: reasonAtLevel(tree, reason, level),
      column: reasonAtLevel(tree, final, level),
      count: contacts,
    }));
    return recodingOf(crossTable(cells));
  }
}
