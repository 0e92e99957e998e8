import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import type { Connection } from '../../platform/graphql/connection.type';
import { byCodeUnits } from '../../platform/text';
import { groupBy } from '../../taxonomy/domain';
import { slice } from '../../taxonomy/graphql';
import { add, monthsOf, reasonAtLevel, sumOf } from '../domain';
import type { UsageFigures } from '../queries/usage-figures';
import { UsageFiguresType } from './usage-figures.type';
import { levelOf, type VisibleFigures } from './visible-figures';
import {
  BreakdownEnum,
  ContactsByCodeConnection,
  ContactsByCodeType,
  MonthOfContactsType,
  ReasonVolumeConnection,
  ReasonVolumeType,
  type BreakdownWord,
} from './volume.type';

@Resolver(() => UsageFiguresType)
export class VolumeResolver {
  constructor(private readonly visible: VisibleFigures) {}

  @FieldResolver(() => ReasonVolumeConnection, {
    nullable: true,
    description: 'How many contacts each reason had, the most first; null where they cannot be read now.',
  })
  async volumes(
    @Root() { figures }: UsageFiguresType,
    @Ctx() context: AccessContext,
    @Arg('level', () => Int, {
      nullable: true,
      description: 'Of the reasons at this level with all below them, 1 being the root; null: by themselves.',
    })
    level?: number | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ReasonVolumeType>> {
    const at = levelOf(level);
    const counts = await figures.byReason(at);
    const of = sumOf(counts.values(), (count) => count);
    const viewOf = await this.visible.reasonView(figures, context);
    const volumes = [...counts]
      .sort(([one, many], [other, few]) => few - many || byCodeUnits(one, other))
      .flatMap(([id, contacts]) => viewOf(id).map((reason) => ({ reason, contacts })));
    return slice(volumes, { first, after }, ({ reason, contacts }) => {
      return new ReasonVolumeType(figures, reason, { level: at, contacts, of });
    });
  }

  @FieldResolver(() => ContactsByCodeConnection, {
    nullable: true,
    description:
      'The contacts by channel, department, segment or resolution; null where that cannot be read now.',
  })
  async breakdown(
    @Root() { figures }: UsageFiguresType,
    @Arg('by', () => BreakdownEnum, { description: 'What they are counted by.' }) by: BreakdownWord,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ContactsByCodeType>> {
    const rows = await figures.counts([by]);
    return this.byCode(
      figures,
      rows.map((row) => ({ value: row[by], contacts: row.contacts })),
      {
        ...{ by, first, after },
      },
    );
  }

  async byCode(
    figures: UsageFigures,
    rows: readonly { readonly value: string | null; readonly contacts: number }[],
    asked: { readonly by: BreakdownWord; readonly first?: number | null; readonly after?: string | null },
  ): Promise<Connection<ContactsByCodeType>> {
    const codeOf = await this.codesOf(figures, asked.by);
    const counts = new Map<string | null, number>();
    for (const { value, contacts } of rows) add(counts, value === null ? null : codeOf(value), contacts);
    const of = sumOf(counts.values(), (count) => count);
    const inOrder = [...counts].sort(
      ([one, many], [other, few]) => few - many || byCodeUnits(one ?? '', other ?? ''),
    );
    return slice(inOrder, asked, ([code, contacts]) => new ContactsByCodeType(code, { contacts, of }));
  }

  private async codesOf(figures: UsageFigures, by: BreakdownWord): Promise<(value: string) => string | null> {
    if (by === 'channel' || by === 'segment') return (value) => value;
    if (by === 'resolution') {
      const list = await figures.resolutionCodes();
      const codes = new Map<string, string>(list.all.map(({ id, code }) => [id, code]));
      return (value) => codes.get(value) ?? null;
    }
    const codes = await figures.departmentCodes();
    return (value) => codes.get(value) ?? null;
  }
}

@Resolver(() => ReasonVolumeType)
export class ReasonVolumeFields {
  constructor(private readonly volumes: VolumeResolver) {}

  @FieldResolver(() => [MonthOfContactsType], { description: 'The contacts month by month.' })
  async months(@Root() volume: ReasonVolumeType): Promise<MonthOfContactsType[]> {
    const { figures } = volume;
    const counts = new Map<string, number>();
    for (const { month, contacts } of await rowsOf(volume, 'month')) add(counts, month, contacts);
    return monthsOf(figures.question).map((month) => ({ month, contacts: counts.get(month) ?? 0 }));
  }

  @FieldResolver(() => ContactsByCodeConnection, {
    nullable: true,
    description:
      'The contacts by channel, department, segment or resolution; null where that cannot be read now.',
  })
  async breakdown(
    @Root() volume: ReasonVolumeType,
    @Arg('by', () => BreakdownEnum, { description: 'What they are counted by.' }) by: BreakdownWord,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ContactsByCodeType>> {
    const rows = (await rowsOf(volume, by)).map((row) => ({ value: row[by], contacts: row.contacts }));
    return this.volumes.byCode(volume.figures, rows, { by, first, after });
  }
}

/** The rows of one volume; those of all volumes of the figures were read and sorted out together. */
async function rowsOf<By extends BreakdownWord | 'month'>({ figures, reason, at }: ReasonVolumeType, by: By) {
  const { level } = at;
  const { tree } = figures.stated;
  const byReason = await figures.once(`volumes by ${by} at ${level}`, async () =>
    groupBy((await figures.restated<By>([by])).rows, (row) => reasonAtLevel(tree, row.reason, level)),
  );
  return byReason.get(reason.state.id) ?? [];
}
