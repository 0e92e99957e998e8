import type { TaxonomyId } from '../../src/platform/ids';
import { bostonScenario, bostonTable, channelCode } from './boston';
import type { SpokenTo } from './graphql';
import type { Scenario } from './scenario';

export interface Boston {
  readonly scenario: Scenario;
  readonly taxonomyId: TaxonomyId;
  /** As the command line takes it, beside the file. */
  readonly mapping: object;
}

/** A taxonomy of the city's reasons, in force before the first request, and how the command line is told of the file. */
export async function bostonTaxonomy(service: SpokenTo): Promise<Boston> {
  const scenario = await bostonScenario(service);
  const taxonomyId = Buffer.from(scenario.taxonomyId, 'base64url').toString().split(':')[1] as TaxonomyId;
  const channels = new Set(bostonTable('boston311/contacts.csv').map(({ channel = '' }) => channel));
  return { scenario, taxonomyId, mapping: mappingOf([...channels].filter((name) => name !== '').sort()) };
}

const mappingOf = (channels: readonly string[]): object => ({
  source: 'boston311',
  columns: {
    externalId: 'contact_id',
    occurredAt: 'opened_at',
    channel: {
      column: 'channel',
      values: Object.fromEntries(channels.map((name) => [name, channelCode(name)])),
    },
    reason: { path: ['l1', 'l2', 'l3'] },
    department: 'department',
    resolution: 'resolution',
    segment: {
      column: 'segment',
      values: Object.fromEntries(
        bostonTable('boston311/segments.csv').map((row) => [row['source_label'] ?? '', row['segment'] ?? '']),
      ),
      otherwise: 'UNMAPPED',
    },
  },
  ignore: ['closed_at', 'customer_id', 'priority', 'status', 'target_at', 'on_time', 'queue'],
});

/** By the path of labels, as the files of expected figures name reasons. */
export async function pathsOfReasons({ scenario }: Boston): Promise<ReadonlyMap<string, string>> {
  interface Answer {
    readonly currentTaxonomy: {
      readonly reasons: readonly {
        readonly reason: { readonly id: string };
        readonly path: readonly string[];
      }[];
    };
  }
  const query = `query($key: String!) { currentTaxonomy(key: $key) { reasons { reason { id } path } } }`;
  const { currentTaxonomy } = await scenario.as('STEWARD').ask<Answer, object>(query, { key: scenario.key });
  return new Map(
    currentTaxonomy.reasons.map(({ reason, path }) => [
      Buffer.from(reason.id, 'base64url').toString().split(':')[1] ?? '',
      path.join(' > '),
    ]),
  );
}
