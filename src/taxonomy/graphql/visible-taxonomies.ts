import { mustHoldAnywhere } from '../../access';
import { type Principal, mayRead, type Permission, can, taxonomiesWith } from '../../access/domain';
import type { AccessContext, ActorLoader, ActorType } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import type { DraftId, ReasonId, VersionId, TaxonomyId, ActorId } from '../../platform/ids';
import {
  type TaxonomyRecord,
  type VersionRecord,
  type PilotId,
  versionOfPilot,
  type WaiverId,
} from '../domain';
import type { TaxonomyReader } from '../queries/taxonomy-reader';
import { TaxonomyLoaders } from './loaders';
import { PilotType } from './pilot.type';
import type { ReasonStateType } from './reason-state.type';
import { ReasonType } from './reason.type';
import { TaxonomyType } from './taxonomy.type';
import { DraftType, TaxonomyVersionType } from './version.type';
import { WaiverType } from './waiver.type';

/** What a caller may see of taxonomies: all that is not theirs is, for them, not there. */
export class VisibleTaxonomies {
  constructor(
    private readonly reader: TaxonomyReader,
    private readonly makeActorLoader: () => ActorLoader,
  ) {}

  readonly makeLoaders = (): TaxonomyLoaders => new TaxonomyLoaders(this.reader);

  loaders(context: AccessContext): TaxonomyLoaders {
    return context.loaders.get(this.makeLoaders);
  }

  async byKey(key: string, actor: Principal): Promise<TaxonomyRecord | null> {
    const taxonomy = await this.reader.taxonomyByKey(key);
    return taxonomy !== null && mayRead(actor, { taxonomyId: taxonomy.id }) ? taxonomy : null;
  }

  /** The same for what takes a permission: FORBIDDEN where the taxonomy is theirs to see and the permission is not theirs. */
  async byKeyFor(key: string, permission: Permission, actor: Principal): Promise<TaxonomyRecord | null> {
    const taxonomy = await this.byKey(key, actor);
    if (taxonomy === null || can(actor, permission, { taxonomyId: taxonomy.id })) return taxonomy;
    throw new CallerError('FORBIDDEN', `expected a role that may ${permission}, but you hold none here`);
  }

  async draft(id: DraftId, context: AccessContext): Promise<DraftType | null> {
    mustHoldAnywhere(context.actor, 'readDrafts');
    const draft = await this.loaders(context).draft.load(id);
    return draft !== null && can(context.actor, 'readDrafts', draft) ? new DraftType(draft) : null;
  }

  /** Of something that more may read than drafts: null where it is not theirs. */
  async draftOf(id: DraftId, context: AccessContext): Promise<DraftType | null> {
    const draft = await this.loaders(context).draft.load(id);
    return draft !== null && can(context.actor, 'readDrafts', draft) ? new DraftType(draft) : null;
  }

  /** The draft as a command left it. */
  async draftAfterEdit(id: DraftId, reasonId: ReasonId | null, context: AccessContext): Promise<EditedDraft> {
    const draft = await this.draft(id, context);
    if (draft === null || reasonId === null) return { draft, reason: null };
    return { draft, reason: (await this.loaders(context).contentOfDraft(draft.record)).viewById(reasonId) };
  }

  async version(id: VersionId, context: AccessContext): Promise<TaxonomyVersionType | null> {
    const version = (await this.loaders(context).version.load(id)) ?? (await this.tried(id, context));
    return version !== null && mayRead(context.actor, version) ? new TaxonomyVersionType(version) : null;
  }

  /** The content of a pilot, which is read as that of a version is. */
  private async tried(id: VersionId, context: AccessContext): Promise<VersionRecord | null> {
    const pilot = await this.loaders(context).pilot.load(id as string as PilotId);
    return pilot === null ? null : versionOfPilot(pilot);
  }

  async pilot(id: PilotId, context: AccessContext): Promise<PilotType | null> {
    const pilot = await this.loaders(context).pilot.load(id);
    return pilot !== null && mayRead(context.actor, pilot) ? new PilotType(pilot) : null;
  }

  versionByNumber(taxonomyId: TaxonomyId, number: number): Promise<VersionRecord | null> {
    return this.reader.versionByNumber(taxonomyId, number);
  }

  /** For whoever reads drafts: what is let pass is part of the work on them. */
  async waiver(id: WaiverId, context: AccessContext): Promise<WaiverType | null> {
    const waiver = await this.loaders(context).waiver.load(id);
    return waiver !== null && can(context.actor, 'readDrafts', waiver) ? new WaiverType(waiver) : null;
  }

  async taxonomy(id: TaxonomyId, context: AccessContext): Promise<TaxonomyType | null> {
    const taxonomy = await this.loaders(context).taxonomy.load(id);
    return taxonomy !== null && mayRead(context.actor, { taxonomyId: id })
      ? new TaxonomyType(taxonomy)
      : null;
  }

  async reason(id: ReasonId, context: AccessContext): Promise<ReasonType | null> {
    const taxonomyId = await this.reader.taxonomyOfReason(id);
    return taxonomyId !== null && mayRead(context.actor, { taxonomyId }) ? new ReasonType(id) : null;
  }

  actor(id: ActorId, context: AccessContext): Promise<ActorType | null> {
    const isOwn = id === context.actor.id;
    const maySee =
      isOwn ||
      taxonomiesWith(context.actor, 'readDrafts') === null ||
      can(context.actor, 'readDrafts', { taxonomyId: null });
    return maySee ? context.loaders.get(this.makeActorLoader).load(id) : Promise.resolve(null);
  }
}

export interface EditedDraft {
  readonly draft: DraftType | null;
  readonly reason: ReasonStateType | null;
}
