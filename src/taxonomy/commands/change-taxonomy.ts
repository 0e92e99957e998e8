import type { Change, Command, Tx } from '../../platform/command/command';
import { canonicalJson } from '../../platform/canonical-json';
import type { TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import {
  invalidSettings,
  mustBeChannels,
  parsePolicy,
  staleRevision,
  type Channel,
  type InvalidSettings,
  type PolicyWish,
  type StaleRevision,
} from '../domain';
import type { TaxonomyEntity } from '../persistence/taxonomy.entities';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';

interface TaxonomyChange {
  readonly taxonomyId: TaxonomyId;
  readonly expectedRevision: number;
  readonly because: string;
}

export type ChangeTaxonomyProblem = NotFound | StaleRevision | InvalidSettings | TextProblem;

export interface SetPolicyWish extends TaxonomyChange {
  /** What is left out stays as it is. */
  readonly policy: PolicyWish;
}

export interface SetTaxonomyChannelsInput extends TaxonomyChange {
  readonly channels: readonly Channel[];
}

type TaxonomyCommand<Input> = Command<Input, { taxonomyId: TaxonomyId }, ChangeTaxonomyProblem>;

/** What the taxonomy asks of its contents and of their publication from now on. */
export const setPolicy: TaxonomyCommand<SetPolicyWish> = {
  name: 'setPolicy',
  permission: 'setPolicy',
  execute: (tx, input) =>
    changeTaxonomy(tx, { ...input, kind: 'setPolicy' }, (taxonomy) => {
      const policy = parsePolicy(input.policy, taxonomy.policy);
      return policy.ok ? ok({ policy: policy.value }) : err(invalidSettings(policy.problem));
    }),
};

/** The channels that a reason of this taxonomy can be offered in. */
export const setTaxonomyChannels: TaxonomyCommand<SetTaxonomyChannelsInput> = {
  name: 'setTaxonomyChannels',
  permission: 'setPolicy',
  execute: (tx, input) =>
    changeTaxonomy(tx, { ...input, kind: 'setTaxonomyChannels' }, (taxonomy) => {
      const channels = mustBeChannels(input.channels, taxonomy.languages);
      return channels.ok ? ok({ channels: [...channels.value] }) : channels;
    }),
};

type Changed = Pick<TaxonomyEntity, 'policy'> | Pick<TaxonomyEntity, 'channels'>;

async function changeTaxonomy(
  tx: Tx,
  { kind, taxonomyId, expectedRevision, because }: TaxonomyChange & { readonly kind: string },
  change: (taxonomy: TaxonomyEntity) => Result<Changed, InvalidSettings>,
): ReturnType<TaxonomyCommand<unknown>['execute']> {
  const repository = tx.repository(TaxonomyRepository);
  const hidden = notFound('taxonomy', taxonomyId);
  const taxonomy = await repository.lockTaxonomy(taxonomyId);
  if (taxonomy === null) return err(hidden);
  tx.permit({ taxonomyId }, hidden);
  const reason = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
  if (!reason.ok) return reason;
  const { revision } = taxonomy;
  if (revision !== expectedRevision) return err(staleRevision(expectedRevision, revision));
  const changed = change(taxonomy);
  if (!changed.ok) return changed;

  const before = 'policy' in changed.value ? { policy: taxonomy.policy } : { channels: taxonomy.channels };
  if (canonicalJson(before) === canonicalJson(changed.value))
    return ok({ value: { taxonomyId }, unchanged: true });
  await repository.changeTaxonomy(taxonomyId, { ...changed.value, revision: revision + 1 });
  const entry: Change = { kind, subject: { type: 'Taxonomy', id: taxonomyId }, before, after: changed.value };
  return ok({ value: { taxonomyId }, changes: [entry], because: reason.value });
}
