import { usageCounts } from '../../contact';
import { LocalClock } from '../../contact/domain';
import {
  add,
  crossTable,
  sealedCorrespondence,
  type Correspondence,
  type Day,
  type Days,
} from '../../figures/domain';
import { OwnershipReader } from '../../ownership';
import { momentOfCell } from '../../ownership/domain';
import type { Sql } from '../../platform/database/sql';
import type { DepartmentId, ReasonId, TaxonomyId } from '../../platform/ids';
import { FactsOfResolutions, ResolutionReader } from '../../resolution';
import { CorrespondenceReader, TaxonomyReader } from '../../taxonomy';
import type { ReasonTree, TaxonomyRecord, VersionRecord } from '../../taxonomy/domain';
import { listedSince, mixedLeaves, monthsBefore, type SuggestionScene, type UseInWindow } from '../domain';
import { HeldBackRepository } from '../persistence/held-back.repository';
import { SessionFactsRepository } from '../persistence/session-facts.repository';
import { codingsIn } from './codings-in';
import { countedAsNow, groupedResolutions, type UseQuestion } from './grouped-resolutions';

export interface SceneQuestion {
  readonly taxonomy: TaxonomyRecord;
  readonly asOf: Date;
}

/** A scene with what it was read of. */
export interface SceneAt {
  readonly scene: SuggestionScene;
  readonly version: VersionRecord;
  readonly window: Days;
}

/**
 * What was known at a moment of the use of a list: the version in force and who answered for it then, the contacts of the
 * whole months before it, and what was coded twice in audits and sessions that were closed by then. It reads counts, and so
 * costs the same for a million contacts as for ten. What was recorded later of that time counts in contacts (files come
 * late), and nowhere else, except where the taxonomy allows backdating.
 */
export class SceneReader {
  private readonly taxonomies: TaxonomyReader;
  private readonly ownership: OwnershipReader;

  constructor(private readonly sql: Sql) {
    this.ownership = new OwnershipReader({ manager: sql });
    this.taxonomies = new TaxonomyReader({ manager: sql }, this.ownership, new FactsOfResolutions(sql));
  }

  /** Null where no version was in force. */
  async sceneAt({ taxonomy, asOf }: SceneQuestion): Promise<SceneAt | null> {
    const { id: taxonomyId, timeZone, policy } = taxonomy;
    const knownAt = policy.backdating === 'ALLOWED' ? null : asOf;
    const [version] = await this.taxonomies.versionsInForce([taxonomyId], asOf, knownAt);
    if (version === undefined) return null;
    const without = await new HeldBackRepository(this.sql).contacts(taxonomyId);
    const today = LocalClock.of(timeZone).dayOf(asOf);
    const window = monthsBefore(today, policy.suggestions.windowMonths);
    const from = momentOfCell(window.from, timeZone) ?? asOf;
    const tree = await this.taxonomies.contentOfVersion(version);
    const correspondence = await this.correspondenceTo(version, { ...window, taxonomyId, without });
    const asked = { ...window, taxonomyId, without, tree, correspondence };
    const use = await this.useIn(asked, { taxonomy, from, asOf });
    const held = await this.ownership.heldRoles({ taxonomyId, at: asOf, knownAt });
    const owning = [...held.values()].flat().map(({ departmentId }) => departmentId);
    const sessions = new SessionFactsRepository(this.sql);
    const scene: SuggestionScene = {
      ...{ tree, use, ownership: policy.ownership },
      owners: await this.ownership.at({ taxonomyId, at: asOf, knownAt }),
      departments: await this.departmentsAt([...owning, ...use.departments.columnTotals.keys()], asOf),
      codings: await codingsIn(this.sql, {
        ...{ taxonomyId, from: window.from, asOf, today },
        ...{ version, tree },
      }),
      adjudicated: await sessions.adjudicated(taxonomyId, from, asOf),
      openSessions: await this.openSessions(sessions, taxonomyId, asOf),
    };
    return { scene, version, window };
  }

  private async openSessions(sessions: SessionFactsRepository, taxonomyId: TaxonomyId, asOf: Date) {
    const open = await sessions.openSessions(taxonomyId, asOf);
    const trees = await this.taxonomies.contents(open.map(({ contentDigest }) => contentDigest));
    return open.flatMap(({ title, contentDigest }) => {
      const tree = trees.get(contentDigest);
      return tree === undefined ? [] : [{ title, tree }];
    });
  }

  private async departmentsAt(ids: readonly DepartmentId[], asOf: Date) {
    const known = await this.ownership.departments([...new Set(ids)]);
    const there = known.filter(({ dissolvedAt }) => dissolvedAt === null || dissolvedAt > asOf);
    return new Map(there.map(({ id, code }) => [id, { code }]));
  }

  private async correspondenceTo(
    version: VersionRecord,
    window: Days & Pick<UseQuestion, 'taxonomyId' | 'without'>,
  ): Promise<Correspondence> {
    const coded = await usageCounts(this.sql, window, ['version']);
    const numbers = coded.flatMap(({ version: number }) => number ?? []);
    const routes = await new CorrespondenceReader(this.sql).routesTo(version, numbers);
    return sealedCorrespondence((number) => routes.get(number)?.path);
  }

  private async useIn(
    asked: UseQuestion,
    { taxonomy, from, asOf }: { readonly taxonomy: TaxonomyRecord; readonly from: Date; readonly asOf: Date },
  ): Promise<UseInWindow> {
    const { tree, from: first, until } = asked;
    const byMonth = await countedAsNow(this.sql, asked, ['month']);
    const months = new Map<Day, number>();
    for (const { reason, month, contacts } of byMonth.rows) if (reason !== null) add(months, month, contacts);
    const byReason = new Map<ReasonId, Map<Day, number>>();
    for (const { reason, month, contacts } of byMonth.restated) {
      const own = byReason.get(reason) ?? new Map<Day, number>();
      byReason.set(reason, own);
      add(own, month, contacts);
    }
    const list = await new ResolutionReader({ manager: this.sql }).list(taxonomy.id);
    const codes = new Map(list.all.map(({ id, code }) => [id, code]));
    const resolved = (await countedAsNow(this.sql, asked, ['resolution'])).restated.flatMap(
      ({ reason, resolution, contacts }) => {
        const column = resolution === null ? undefined : codes.get(resolution);
        return column === undefined ? [] : [{ row: reason, column, count: contacts }];
      },
    );
    const handled = (await countedAsNow(this.sql, asked, ['department'])).restated.flatMap(
      ({ reason, department, contacts }) =>
        department === null ? [] : [{ row: reason, column: department, count: contacts }],
    );
    const resolutions = crossTable(resolved);
    const mixed = mixedLeaves(tree, { byReason, resolutions }, taxonomy.policy.suggestions);
    return {
      ...{ from: first, until, byReason },
      months: [...months].sort().map(([month, contacts]) => ({ month, contacts })),
      listedSince: await this.listedSince(taxonomy, { tree, from, asOf }),
      resolutions,
      departments: crossTable(handled),
      groups: await groupedResolutions(this.sql, asked, {
        ...{ byReason, codes, codedAs: byMonth.rows },
        reasons: mixed.map(({ reason }) => reason.id),
      }),
    };
  }

  /** Contents of the versions that came within the window are read: of these there are few. */
  private async listedSince(
    { id, timeZone, policy }: TaxonomyRecord,
    { tree, from, asOf }: { readonly tree: ReasonTree; readonly from: Date; readonly asOf: Date },
  ): Promise<ReadonlyMap<ReasonId, Day>> {
    const isKnown = ({ recordedAt }: VersionRecord): boolean =>
      policy.backdating === 'ALLOWED' || recordedAt <= asOf;
    const versions = (await this.taxonomies.versionsOf([id])).filter(
      (version) => version.effectiveFrom <= asOf && isKnown(version),
    );
    const earlier = versions.filter(({ effectiveFrom }) => effectiveFrom <= from).at(-1);
    const within = versions.filter(({ effectiveFrom }) => effectiveFrom > from);
    const wanted = [...(earlier === undefined ? [] : [earlier]), ...within];
    const trees = await this.taxonomies.contents(wanted.map(({ contentDigest }) => contentDigest));
    const clock = LocalClock.of(timeZone);
    return listedSince(
      tree,
      earlier === undefined ? null : (trees.get(earlier.contentDigest) ?? null),
      within.flatMap(({ contentDigest, effectiveFrom }) => {
        const content = trees.get(contentDigest);
        return content === undefined ? [] : [{ tree: content, day: clock.dayOf(effectiveFrom) }];
      }),
    );
  }
}
