import { buildSchema } from 'graphql';
import { askers, idsIn, scenePool } from './blind-asks';
import { secretKey } from './blind-scene';
import { committedSchema } from './emit-schema';
import { EveryQuery } from './every-query';
import { mutationText, type Input } from './governed-scene';
import {
  differingLines,
  Interferences,
  query,
  type Ask,
  type Asker,
  type Interference,
} from './interference';
import { planted, type PlantedLeak } from './planted-leaks';
import { serveDatabase, type Serving } from './service';
import { twinServices, type Twins } from './twin-services';

const schema = buildSchema(committedSchema());

/** All that is asked of twin services to prove that nobody learns what somebody else has coded. */
export class BlindProof {
  readonly asking: Interferences;
  readonly every: EveryQuery;
  readonly askers: readonly Asker[];
  readonly secretive: Asker;
  /** What shows whoever coded what they coded. */
  readonly own: readonly Ask[];

  constructor(readonly twins: Twins) {
    const { scene, one } = twins;
    this.asking = new Interferences(twins);
    this.every = new EveryQuery(schema, scenePool(scene));
    this.askers = askers(one.service, scene);
    this.secretive = { name: 'whoever coded', token: scene.secretive.token };
    this.own = [
      query(
        `{ session(id: "${scene.open.id}") { title myAssignments { nodes { coding { outcome note reason { code } } } } } }`,
      ),
    ];
  }

  /**
   * Every query, then ids that were heard of, and every path that is no query. Where it is not thorough, the fewest
   * queries that reach every field, and some ids stand for all of their type.
   */
  async interferencesFor(
    name: string,
    { thorough }: { readonly thorough: boolean },
  ): Promise<readonly Interference[]> {
    const asker = this.askers.find((known) => known.name === name);
    if (asker === undefined) throw new Error(`expected somebody called ${name}`);
    const documents = thorough
      ? [...this.every.documents(), ...this.every.documentsOfFieldsBelow()]
      : this.every.fewestDocuments();
    const found = await this.asking.between(asker, documents.map(query));
    const ids = [...idsIn(this.asking.heard)].toSorted();
    const seen = new Map<string, number>();
    const nodes = ids.flatMap(([id, type]) => {
      const count = seen.get(type) ?? 0;
      seen.set(type, count + 1);
      if (!thorough && count >= 2) return [];
      const isWhole = count === 0 && (thorough || /^(Session|Audit)/.test(type));
      return this.every.documentsOfNode(id, type, isWhole ? undefined : 2);
    });
    const further = await this.asking.between(asker, [...nodes.map(query), ...this.paths()]);
    return [...found, ...further];
  }

  paths(): readonly Ask[] {
    const { scenario } = this.twins.scene.governed;
    const of = `/v1/taxonomies/${scenario.key}`;
    const get = (path: string, headers = {}): Ask => ({ method: 'GET', path, headers });
    const { open, namesHidden, cancelled, closed } = this.twins.scene;
    return [
      ...['/livez', '/readyz', `${of}/current`, `${of}/versions/1`].map((path) => get(path)),
      get(`${of}/current`, { 'if-none-match': '*' }),
      { method: 'HEAD', path: `${of}/current` },
      get(`${of}/figures/report?from=2026-01-01&until=2027-01-01`),
      ...['csv', 'json'].map((format) => get(`${of}/exports?format=${format}`)),
      ...[open, namesHidden, cancelled, closed].map(({ id }) => get(`/v1/sessions/${id}/report`)),
    ];
  }

  /** What leaves the sessions blind: each refused or taken, in both services alike. */
  mutations(): readonly Ask[] {
    const { scene } = this.twins;
    const { governed, open, namesHidden, cancelled } = scene;
    const items = [...idsIn(this.asking.heard)]
      .filter(([, type]) => type === 'SessionItem')
      .map(([id]) => id);
    const answers: readonly Input[] = [
      { outcome: 'REASON', reason: governed.refund, confidence: 2, note: 'a guess' },
      { outcome: 'NO_REASON_FITS' },
      { outcome: 'CANNOT_CODE', reason: governed.refund },
    ];
    const keyed = { 'idempotency-key': `${secretKey}-${open.id}` };
    const steps = [open, namesHidden, cancelled].flatMap(({ id, revision }) => [
      // One that is complete would be revealed.
      mutate('revealSession', { session: id, expectedRevision: revision + 7 }),
      mutate('closeSession', { session: id, expectedRevision: revision }),
      mutate('openSession', { session: id, expectedRevision: revision }),
      mutate('cancelSession', { session: id, expectedRevision: revision + 7, because: 'No.' }),
      mutate('recordDecision', { session: id, kind: 'NOTE', text: 'x', evidence: items.slice(0, 1) }),
    ]);
    const onItems = items.flatMap((item) => [
      ...answers.map((answer) => mutate('codeItem', { item, ...answer })),
      mutate('withdrawCoding', { item }),
      mutate('addDiscussionNote', { item, text: 'x' }),
      mutate('adjudicateItem', { item, outcome: 'CANNOT_CODE', rationale: 'x', expectedRevision: 7 }),
    ]);
    const { id: audit, revision } = scene.openAudit;
    const ofAudit = [
      mutate('closeAudit', { audit, expectedRevision: revision + 7 }),
      mutate('cancelAudit', { audit, expectedRevision: revision + 7, because: 'No.' }),
      ...[...idsIn(this.asking.heard)]
        .filter(([, type]) => type === 'AuditItem')
        .flatMap(([item]) => answers.map((answer) => mutate('codeAuditItem', { item, ...answer }))),
    ];
    const [first = ''] = items;
    return [
      ...steps,
      ...ofAudit,
      ...onItems,
      mutate('codeItem', { item: first, outcome: 'NO_REASON_FITS' }, keyed),
    ];
  }

  differingLogLines(): readonly string[] {
    return differingLines(this.twins.one.log, this.twins.other.log);
  }

  /** What betrays a leak that is planted in both services; undefined where nothing does. */
  async interferenceOf(leak: PlantedLeak): Promise<Interference | undefined> {
    const { asking, auditor, stop } = await this.alongside(planted(leak));
    const tells = new RegExp(`^ { (?=session|changes|verifyReveal|audit).*\\b${leak.field}\\b`);
    let found: Interference | undefined;
    for (const ask of this.every.documents().filter((document) => tells.test(document))) {
      [found] = await asking.between(auditor, [query(ask)]);
      if (found !== undefined) break;
    }
    await stop();
    return found;
  }

  /** Two more services on the same databases, with something planted in both. */
  private async alongside(alter: NonNullable<Serving['alter']>) {
    const { one, other } = this.twins;
    const [first, second] = await Promise.all(
      [one, other].map(async ({ service }) => ({
        service: await serveDatabase(service.database, { tokens: [], alter }),
        log: [],
      })),
    );
    if (first === undefined || second === undefined) throw new Error('expected two services');
    const asking = new Interferences({ ...this.twins, one: first, other: second });
    const auditor = this.askers.find(({ name }) => name === 'AUDITOR') ?? this.secretive;
    const stop = async (): Promise<void> => {
      await first.service.stop();
      await second.service.stop();
    };
    return { asking, auditor, stop };
  }
}

const mutate = (name: string, input: Input, headers: Readonly<Record<string, string>> = {}): Ask => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ query: mutationText(name), variables: { input } }),
});

export const blindProof = async (): Promise<BlindProof> => new BlindProof(await twinServices());
