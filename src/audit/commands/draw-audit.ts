import { coderOrder } from '../../calibration/domain';
import type { CoderId } from '../../contact/domain';
import type { Actor, Command, Tx } from '../../platform/command/command';
import { newId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { knownTaxonomy } from '../../taxonomy';
import {
  assignCoders,
  auditFaults,
  invalidAudit,
  type AuditItemId,
  sharedClusters,
  type AuditRecord,
  type InvalidAudit,
  type WishedCoder,
} from '../domain';
import {
  AuditRepository,
  type NewAuditAssignment,
  type NewAuditCoder,
  type NewItem,
} from '../persistence/audit.repository';
import { auditScene, type AuditScene, type DrawAuditInput } from './audit-scene';
import { auditChange, type AuditOnly } from './audit-steps';
import { drawnSample, type DrawnSample } from './drawn-sample';

/**
 * Draws an audit: seals the frame and what it is coded with, draws contacts by a seed, and hands each to a coder who did
 * not code it first and is told nothing of it.
 */
export const drawAudit: Command<DrawAuditInput, AuditOnly, NotFound | InvalidAudit> = {
  name: 'drawAudit',
  permission: 'runAudits',
  async execute(tx, input, actor) {
    const hidden = notFound('taxonomy', input.taxonomyId);
    tx.permit({ taxonomyId: input.taxonomyId }, hidden);
    const taxonomy = await knownTaxonomy(tx, input.taxonomyId);
    if (taxonomy === null) return err(hidden);
    const scene = await auditScene(tx, input, taxonomy);
    const faults = auditFaults(scene.wish);
    const { version } = scene;
    if (faults.length > 0 || version === null) return err(invalidAudit(faults));
    const drawn = await drawnSample(tx, input.taxonomyId, { ...scene, version });
    if (!drawn.ok) return drawn;
    const items = itemsOf(drawn.value);
    const assigned = assignments(input, scene, { drawn: drawn.value, items });
    if (!assigned.ok) return assigned;

    const audit = recordOf(input, { scene, version, drawn: drawn.value, actor, now: tx.now });
    await save(tx, audit, { ...drawn.value, items, ...assigned.value });
    const { connected, acrossDepartments } = assigned.value;
    const after = {
      ...{ title: audit.title, version: audit.version, digest: audit.digest, population: audit.population },
      ...{ design: audit.design, measure: audit.measure, threshold: audit.threshold },
      ...{ frameSize: audit.frameSize, frameDigest: audit.frameDigest, exclusions: audit.exclusions },
      ...{ contacts: items.length, coderIds: assigned.value.coders.map(({ coderId }) => coderId) },
      ...{ connected, acrossDepartments },
    };
    const changes = [auditChange('drawAudit', audit.id, { before: null, after })] as const;
    return ok({ value: { auditId: audit.id }, changes });
  },
};

/** In the order of chance in which they were drawn, so that an id tells nothing of a stratum. */
function itemsOf({ contacts }: DrawnSample): readonly NewItem[] {
  const clusters = sharedClusters(contacts.map(({ cluster }) => cluster));
  return contacts.map(({ contactId, stratum, reasonId, coderId }, place) => ({
    ...{ id: newId<'AuditItem'>(), place, contactId, stratum },
    ...{ firstReasonId: reasonId, firstCoderId: coderId, cluster: clusters[place] ?? null },
  }));
}

interface Assignments {
  readonly coders: readonly NewAuditCoder[];
  readonly assignments: readonly NewAuditAssignment[];
  readonly connected: boolean;
  readonly acrossDepartments: number;
}

function assignments(
  input: DrawAuditInput,
  { coders, models, design }: AuditScene,
  { drawn, items }: { readonly drawn: DrawnSample; readonly items: readonly NewItem[] },
): Result<Assignments, InvalidAudit> {
  const departmentOf = new Map(input.coders.map(({ coderId, departmentId }) => [coderId, departmentId]));
  const contacts = drawn.contacts.map(({ coderId, departmentId }) => ({
    ...{ firstCoder: coderId, department: departmentId },
  }));
  const second = assignCoders(
    contacts,
    coders.map(({ id }) => ({ id, department: departmentOf.get(id) ?? null })),
    { seed: design.seed, across: design.acrossDepartments },
  );
  const withNobody = second.coders.filter((coder) => coder === null).length;
  if (withNobody > 0)
    return err(
      invalidAudit([
        {
          field: 'coders',
          message: `expected for each contact a coder who did not code it first, but ${withNobody} have none`,
        },
      ]),
    );
  const itemsOfCoder = (at: number): readonly AuditItemId[] =>
    items.flatMap(({ id }, place) => (second.coders[place] === at ? [id] : []));
  const itemsOfModel = (model: CoderId): readonly AuditItemId[] =>
    items.flatMap(({ id, firstCoderId }) => (firstCoderId === model ? [] : [id]));
  const handed = [
    ...coders.map(({ id }, at) => ({ coderId: id, own: itemsOfCoder(at) })),
    ...models.map(({ id }) => ({ coderId: id, own: itemsOfModel(id) })),
  ];
  const asCoder =
    (part: 'SECOND' | 'MODEL') =>
    ({ id, actorId }: WishedCoder): readonly NewAuditCoder[] =>
      actorId === null ? [] : [{ coderId: id, part, actorId, departmentId: departmentOf.get(id) ?? null }];
  return ok({
    coders: [...coders.flatMap(asCoder('SECOND')), ...models.flatMap(asCoder('MODEL'))],
    assignments: handed.flatMap(({ coderId, own }, coder) =>
      coderOrder({ seed: design.seed, coder, items: own.length }).flatMap((item, position) => {
        const itemId = own[item];
        return itemId === undefined ? [] : [{ coderId, itemId, position }];
      }),
    ),
    ...{ connected: second.connected, acrossDepartments: second.acrossDepartments },
  });
}

interface Drawn {
  readonly scene: AuditScene;
  readonly version: NonNullable<AuditScene['version']>;
  readonly drawn: DrawnSample;
  readonly actor: Actor;
  readonly now: Date;
}

const recordOf = (
  { taxonomyId, title, population, measure, threshold, earlierAuditId }: DrawAuditInput,
  { scene, version, drawn, actor, now }: Drawn,
): AuditRecord => ({
  ...{ id: newId<'Audit'>(), taxonomyId, title: title.normalize('NFC').trim(), state: 'OPEN', revision: 1 },
  ...{ runBy: actor.id, versionId: version.id, version: version.number, digest: version.digest },
  ...{ population, design: scene.design, measure, threshold, earlierAuditId },
  ...{ frameSize: drawn.frameSize, frameDigest: drawn.frameDigest, exclusions: drawn.exclusions },
  ...{ drawnAt: now, closedAt: null, closedBecause: null, cancelledAt: null },
});

async function save(
  tx: Tx,
  audit: AuditRecord,
  made: Assignments & Pick<DrawnSample, 'strata'> & { readonly items: readonly NewItem[] },
): Promise<void> {
  const audits = tx.repository(AuditRepository);
  await audits.add(audit);
  await audits.addStrata(audit, made.strata);
  await audits.addCoders(audit, made.coders);
  await audits.addItems(audit, made.items);
  await audits.assign(audit, made.assignments);
}
