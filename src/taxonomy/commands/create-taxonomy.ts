import type { Command } from '../../platform/command/command';
import { newId, type TaxonomyId } from '../../platform/ids';
import { notFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import {
  defaultChannels,
  invalidSettings,
  keyTaken,
  mustBeKey,
  mustBeSettings,
  parsePolicy,
  type Channel,
  type InvalidSettings,
  type KeyTaken,
  type LocalizedText,
  type MalformedKey,
  type PolicyWish,
} from '../domain';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';

export interface CreateTaxonomyInput {
  readonly key: string;
  readonly name: LocalizedText;
  readonly languages: readonly string[];
  readonly timeZone: string;
  /** Null takes the usual list. */
  readonly channels: readonly Channel[] | null;
  readonly policy: PolicyWish;
}

/** A new, empty taxonomy: its first version comes from a draft, as every other. */
export const createTaxonomy: Command<
  CreateTaxonomyInput,
  { taxonomyId: TaxonomyId },
  KeyTaken | MalformedKey | InvalidSettings
> = {
  name: 'createTaxonomy',
  permission: 'createTaxonomy',
  async execute(tx, input) {
    tx.permit({ taxonomyId: null }, notFound('service', 'taxonomies'));
    const key = mustBeKey(input.key);
    if (!key.ok) return key;
    const wished = input.channels ?? defaultChannels(input.languages);
    const settings = mustBeSettings({ ...input, channels: wished });
    const policy = parsePolicy(input.policy);
    const faults = [...(settings.ok ? [] : settings.problem.faults), ...(policy.ok ? [] : policy.problem)];
    if (!settings.ok || !policy.ok) return err(invalidSettings(faults));

    const taxonomyId = newId<'Taxonomy'>();
    const { name, languages, timeZone, channels } = settings.value;
    const added = await tx.repository(TaxonomyRepository).addTaxonomy({
      ...{
        id: taxonomyId,
        key: key.value,
        name,
        languages: [...languages],
        timeZone,
        channels: [...channels],
      },
      ...{ policy: policy.value, revision: 1, createdAt: tx.now },
    });
    if (!added) return err(keyTaken(key.value));
    const after = { key: key.value, name, languages, timeZone, channels, policy: policy.value };
    const subject = { type: 'Taxonomy', id: taxonomyId };
    return ok({
      value: { taxonomyId },
      taxonomyId,
      changes: [{ kind: 'createTaxonomy', subject, before: null, after }],
    });
  },
};
