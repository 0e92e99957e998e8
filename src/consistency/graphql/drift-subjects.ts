import type { AccessContext } from '../../access/graphql';
import type { CoderId } from '../../contact/domain';
import type { CoderType } from '../../contact/graphql';
import type { DepartmentType } from '../../ownership/graphql';
import type { DepartmentId, ReasonId } from '../../platform/ids';
import type { VersionRecord } from '../../taxonomy/domain';
import type { ReasonStateType } from '../../taxonomy/graphql';
import type { VisibleConsistency } from './visible-consistency';

/** What drifts, alerts, label drifts and charts are about, shown alike. */
export class Subjects {
  constructor(private readonly visible: VisibleConsistency) {}

  async reason(
    { version }: { readonly version: VersionRecord | null },
    key: string,
    context: AccessContext,
  ): Promise<ReasonStateType | null> {
    if (version === null) return null;
    const view = await this.visible.to.taxonomies.loaders(context).contentOfVersion(version);
    return view.viewById(key as ReasonId);
  }

  coder(key: string, context: AccessContext): Promise<CoderType | null> {
    return this.visible.to.contacts.coder(key as CoderId, context);
  }

  department(key: string, context: AccessContext): Promise<DepartmentType | null> {
    return this.visible.to.ownership.department(key as DepartmentId, context);
  }
}

export const reasonText =
  'The reason; null where it is about something else, or about one of another version.';
export const coderText = 'The coder; null where it is about something else.';
export const departmentText = 'The department; null where it is about something else.';
export const channelText = "The channel's code; null where it is about something else.";
