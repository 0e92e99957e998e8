import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import type { ReasonId } from '../../platform/ids';
import { restateCounts, translateCodes, translationOf } from '../domain';
import { CountedPeriodInput } from './correspondence.inputs';
import type { VisibleCorrespondences } from './correspondence.resolvers';
import { CodeTranslationType, type ShownRoute } from './translation.type';
import { RestatedPeriodType, RestatedSeriesType } from './restated-series.type';
import { TaxonomyVersionType } from './version.type';

const mostCodes = 10_000;
const mostPeriods = 200;
const mostCounts = 20_000;
const longestCode = 600;

@Resolver()
export class TranslationQueries {
  constructor(private readonly correspondences: VisibleCorrespondences) {}

  @Query(() => CodeTranslationType, {
    nullable: true,
    description:
      'What codes of one version stand for in another, earlier or later: every target with its share, none picked; null where no correspondence leads there.',
  })
  async translateCodes(
    @Ctx() context: AccessContext,
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Arg('codes', () => [String], { description: 'The codes, 10,000 at most.' }) codes: string[],
    @Arg('from', () => Int, { description: 'The number of the version that the codes are of.' }) from: number,
    @Arg('to', () => Int, { description: 'The number of the version to translate to.' }) to: number,
    @Arg('toTaxonomy', () => String, {
      nullable: true,
      description: 'The key of the taxonomy to translate to; null: the same.',
    })
    toTaxonomy?: string | null,
  ): Promise<CodeTranslationType | null> {
    if (codes.length > mostCodes)
      throw new CallerError(
        'LIMIT_EXCEEDED',
        `codes: expected at most ${mostCodes}, but got ${codes.length}`,
      );
    const earlier = await this.correspondences.version(key, from, context);
    const later = await this.correspondences.version(toTaxonomy ?? key, to, context);
    if (earlier === null || later === null) return null;
    const shown = await this.routeOf(earlier, later, context);
    if (shown === null) return null;
    const reserved = await this.reserved(earlier, codes);
    return new CodeTranslationType(translateCodes(codes, shown.route.path, reserved), shown);
  }

  @Query(() => RestatedSeriesType, {
    nullable: true,
    description:
      'A series of counts, each period in the terms of its version, told in those of one: a count or, where a share is unknown, a break; null where no such version is there.',
  })
  async restateSeries(
    @Ctx() context: AccessContext,
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Arg('series', () => [CountedPeriodInput], {
      description: 'The periods, 200 at most, and 20,000 counts.',
    })
    series: CountedPeriodInput[],
    @Arg('to', () => Int, { description: 'The number of the version to tell them in.' }) to: number,
  ): Promise<RestatedSeriesType | null> {
    mustBeSeries(series);
    const later = await this.correspondences.version(key, to, context);
    if (later === null) return null;
    const routes = new Map<number, ShownRoute | null>();
    const periods: RestatedPeriodType[] = [];
    for (const counted of series) {
      const known = routes.get(counted.version);
      const shown = known === undefined ? await this.routeFrom(key, counted.version, later, context) : known;
      routes.set(counted.version, shown);
      if (shown === null) throw noSuchVersion(counted);
      periods.push(await this.restated(counted, shown));
    }
    return Object.assign(new RestatedSeriesType(), { to: later, periods });
  }

  private async restated(
    { period, counts }: CountedPeriodInput,
    shown: ShownRoute,
  ): Promise<RestatedPeriodType> {
    const { path, versions } = shown.route;
    const [start] = versions;
    const reserved =
      start === undefined
        ? new Map<string, ReasonId>()
        : await this.reserved(
            new TaxonomyVersionType(start),
            counts.map(({ code }) => code),
          );
    const read = counts.map(({ code, count }) => ({
      ...{ code, count },
      reasonId: path.from.holderOf(code)?.id ?? reserved.get(code) ?? null,
    }));
    const known = read.flatMap(({ reasonId, count }) => (reasonId === null ? [] : [{ reasonId, count }]));
    const unknown = read.filter(({ reasonId }) => reasonId === null);
    const restated = restateCounts(known, (reasonId) => translationOf(reasonId, path));
    return new RestatedPeriodType({ period, restated, unknown }, shown);
  }

  private async routeFrom(
    key: string,
    number: number,
    later: TaxonomyVersionType,
    context: AccessContext,
  ): Promise<ShownRoute | null> {
    const earlier = await this.correspondences.version(key, number, context);
    return earlier === null ? null : this.routeOf(earlier, later, context);
  }

  private async routeOf(
    earlier: TaxonomyVersionType,
    later: TaxonomyVersionType,
    context: AccessContext,
  ): Promise<ShownRoute | null> {
    const route = await this.correspondences.reader.route(earlier.record, later.record);
    if (route === null) return null;
    const loaders = this.correspondences.visible.loaders(context);
    const from = await loaders.contentOfVersion(earlier.record);
    return { route, from, to: await loaders.contentOfVersion(later.record) };
  }

  private reserved({ record }: TaxonomyVersionType, codes: readonly string[]) {
    const storable = codes.filter((code) => code.length <= longestCode && !code.includes('\0'));
    return this.correspondences.reader.reservedCodes(record.taxonomyId, storable);
  }
}

function mustBeSeries(series: readonly CountedPeriodInput[]): void {
  const counts = series.flatMap((period) => period.counts);
  if (series.length > mostPeriods || counts.length > mostCounts) {
    const came = `${series.length} periods with ${counts.length} counts`;
    throw new CallerError(
      'LIMIT_EXCEEDED',
      `series: expected at most ${mostPeriods} periods with ${mostCounts} counts, but got ${came}`,
    );
  }
  const wrong = counts.find(({ count }) => !(count >= 0 && count <= Number.MAX_SAFE_INTEGER));
  if (wrong !== undefined)
    throw new CallerError(
      'BAD_USER_INPUT',
      `series.counts.count: expected a number from 0 to ${Number.MAX_SAFE_INTEGER}, but got ${wrong.count}`,
    );
}

const noSuchVersion = ({ version, period }: CountedPeriodInput): CallerError =>
  new CallerError(
    'BAD_USER_INPUT',
    `series.version: expected the number of a version of the taxonomy, but got ${version} for ${JSON.stringify(period.slice(0, 60))}`,
  );
