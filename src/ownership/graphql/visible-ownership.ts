import DataLoader from 'dataloader';
import { can, mayRead } from '../../access/domain';
import type { AccessContext } from '../../access/graphql';
import { LoadersByArgument } from '../../platform/graphql/loaders-by-argument';
import { PagesLoader } from '../../platform/graphql/pages-loader';
import type { DepartmentId, TaxonomyId } from '../../platform/ids';
import type { OwnersMoment } from '../../taxonomy';
import type {
  AttestationId,
  AttestationRecord,
  DepartmentRecord,
  HeldRoles,
  TransferId,
  TransferRecord,
  TransferredRole,
} from '../domain';
import type { AttestationProgressRecord, OwnershipReader } from '../queries/ownership-reader';
import { DepartmentType } from './department.type';

/** What departments, hand-overs and attestations of one request point to: each kind in one statement. */
class OwnershipLoaders {
  private readonly heldByMoment = new Map<string, Promise<HeldRoles>>();

  constructor(private readonly reader: OwnershipReader) {}

  /** Who holds what at a moment, once for a request, however many reasons ask. */
  held(moment: OwnersMoment): Promise<HeldRoles> {
    const key = JSON.stringify(moment);
    const known = this.heldByMoment.get(key) ?? this.reader.heldRoles(moment);
    this.heldByMoment.set(key, known);
    return known;
  }

  readonly department = new DataLoader<DepartmentId, DepartmentRecord | null>(async (ids) =>
    inOrder(ids, await this.reader.departments(ids)),
  );

  /** All of a taxonomy, the dissolved ones too. */
  readonly departmentsOf = new DataLoader<TaxonomyId, readonly DepartmentRecord[]>(async (ids) => {
    const departments = await this.reader.departmentsOf(ids);
    return ids.map((id) => departments.filter(({ taxonomyId }) => taxonomyId === id));
  });

  /** By a code or an alias. */
  readonly departmentNamed = new LoadersByArgument(
    (codeOrAlias: string) =>
      new DataLoader<TaxonomyId, DepartmentRecord | null>(async (ids) => {
        const named = await this.reader.departmentsNamed(ids, codeOrAlias);
        const found = new Map(named.map((department) => [department.taxonomyId, department]));
        return ids.map((id) => found.get(id) ?? null);
      }),
  );

  readonly departmentPages = new LoadersByArgument(
    (includeDissolved: boolean) =>
      new PagesLoader<TaxonomyId, DepartmentRecord>((ids, request) =>
        this.reader.departmentPages(ids, includeDissolved, request),
      ),
  );

  readonly transfer = new DataLoader<TransferId, TransferRecord | null>(async (ids) =>
    inOrder(ids, await this.reader.transfers(ids)),
  );

  readonly transferredRoles = new DataLoader<TransferId, readonly TransferredRole[]>(async (ids) => {
    const roles = await this.reader.rolesOfTransfers(ids);
    return ids.map((id) => roles.get(id) ?? []);
  });

  readonly attestation = new DataLoader<AttestationId, AttestationRecord | null>(async (ids) =>
    inOrder(ids, await this.reader.attestations(ids)),
  );

  readonly attestationPages = new PagesLoader<TaxonomyId, AttestationRecord>((ids, request) =>
    this.reader.attestationPages(ids, request),
  );

  readonly progress = new DataLoader<AttestationId, readonly AttestationProgressRecord[]>(async (ids) => {
    const progress = await this.reader.progress(ids);
    return ids.map((id) => progress.filter(({ attestationId }) => attestationId === id));
  });
}

function inOrder<Id, Row extends { readonly id: Id }>(
  ids: readonly Id[],
  rows: readonly Row[],
): (Row | null)[] {
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
}

/** What a caller may see of ownership: all that is not theirs is, for them, not there. */
export class VisibleOwnership {
  constructor(readonly reader: OwnershipReader) {}

  readonly makeLoaders = (): OwnershipLoaders => new OwnershipLoaders(this.reader);

  loaders(context: AccessContext): OwnershipLoaders {
    return context.loaders.get(this.makeLoaders);
  }

  async department(id: DepartmentId, context: AccessContext): Promise<DepartmentType | null> {
    const department = await this.loaders(context).department.load(id);
    return department !== null && mayRead(context.actor, department) ? new DepartmentType(department) : null;
  }

  async departments(ids: readonly DepartmentId[], context: AccessContext): Promise<DepartmentType[]> {
    const found = await Promise.all(ids.map((id) => this.department(id, context)));
    return found.filter((department) => department !== null);
  }

  /** Null where it is not there, or the caller does not read what people do with the taxonomy. */
  async transfer(id: TransferId, context: AccessContext): Promise<TransferRecord | null> {
    const transfer = await this.loaders(context).transfer.load(id);
    return transfer !== null && can(context.actor, 'readDrafts', transfer) ? transfer : null;
  }

  async attestation(id: AttestationId, context: AccessContext): Promise<AttestationRecord | null> {
    const attestation = await this.loaders(context).attestation.load(id);
    return attestation !== null && can(context.actor, 'readDrafts', attestation) ? attestation : null;
  }
}
