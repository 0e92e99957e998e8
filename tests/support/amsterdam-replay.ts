import { amsterdamDepartments, type AmsterdamCategory, type AmsterdamStep } from './amsterdam';
import { Scenario, type DraftRef } from './scenario';
import type { SpokenTo } from './graphql';

const policy = {
  ...{ maxDepth: 2, maxLabelLength: 200, approvals: 0, backdating: 'ALLOWED', ownership: 'ANY_RESPONSIBLE' },
  severities: [
    { rule: 'FAN_OUT', severity: 'WARNING' },
    { rule: 'OWNER_MISSING', severity: 'WARNING' },
  ],
};

/** What a reason does not have yet when it is created. */
const unsaid = { handling: '', target: null, isResidual: false };

interface OwnersTaken {
  readonly changed: number;
  readonly leftOut: readonly { readonly code: string }[];
}

/** Replays a known history through the commands, one date after the other, as editors and stewards would have done it. */
export class AmsterdamReplay {
  /** By code the id of each reason made so far, and how it stands. */
  private readonly reasons = new Map<
    string,
    { readonly id: string; standing: AmsterdamCategory; isRetired: boolean }
  >();
  private readonly bySlug = new Map<string, string>();
  readonly ownership = { changed: 0, onInactive: 0 };

  private constructor(readonly scenario: Scenario) {}

  static async start(service: SpokenTo): Promise<AmsterdamReplay> {
    const scenario = await Scenario.create(service, {
      ...{ languages: ['nl'], name: [{ language: 'nl', text: 'Openbare ruimte' }] },
      ...{ timeZone: 'Europe/Amsterdam', policy: policy as never },
    });
    for (const { code, name } of amsterdamDepartments()) {
      const input = { taxonomy: scenario.taxonomyId, code, name: [{ language: 'nl', text: name }] };
      await scenario.mutate('ADMIN', { name: 'createDepartment', input, fields: 'department { id }' });
    }
    return new AmsterdamReplay(scenario);
  }

  idOf(code: string): string {
    return this.reasons.get(code)?.id ?? '';
  }

  codeOf(slug: string): string {
    return this.bySlug.get(slug) ?? '';
  }

  /** A draft with what changed of the list; null where nothing did. */
  async draftOf(step: AmsterdamStep): Promise<DraftRef | null> {
    let draft = await this.scenario.openDraft(`Step ${step.number}`);
    for (const category of step.categories.values()) draft = await this.write(draft, category);
    // Successors first have to be there, and what is retired has to point to what is not.
    for (const category of step.categories.values()) draft = await this.retire(draft, category, step);
    for (const [old, next] of step.successors) draft = await this.succeed(draft, old, next);
    if (draft.head > 0) return draft;
    const input = { draft: draft.id, because: 'Only owners change.' };
    await this.scenario.mutate('EDITOR', { name: 'abandonDraft', input, fields: 'draft { state }' });
    return null;
  }

  /** The owners that the step changes, and those of what it added, from a file as it would be sent. */
  async owners(step: AmsterdamStep, added: readonly AmsterdamCategory[]): Promise<void> {
    const changed = await this.importOwners(step, step.ownership);
    this.ownership.changed += changed.changed;
    this.ownership.onInactive += changed.leftOut.length;
    await this.importOwners(
      step,
      added.filter(({ isActive, owners }) => isActive && owners.length > 0),
    );
  }

  private async importOwners(
    { at }: AmsterdamStep,
    owners: readonly { readonly code: string; readonly owners: readonly string[] }[],
  ): Promise<OwnersTaken> {
    if (owners.length === 0) return { changed: 0, leftOut: [] };
    const lines = owners.flatMap(({ code, owners: departments }) =>
      (departments.length === 0 ? ['-'] : departments).map((department) => `${code},${department},R,${at}`),
    );
    const content = `reason,department,role,from\n${lines.join('\n')}\n`;
    const input = { taxonomy: this.scenario.taxonomyId, content, because: 'As it was.' };
    const call = { name: 'importOwners', input, fields: 'changed leftOut { code }' };
    return this.scenario.mutate<OwnersTaken>('STEWARD', call);
  }

  private async write(draft: DraftRef, category: AmsterdamCategory): Promise<DraftRef> {
    const known = this.reasons.get(category.code);
    // What is said of it later is said of something that is not in use.
    if (known?.isRetired === true) return draft;
    let next = known === undefined ? await this.create(draft, category) : draft;
    const reason = this.idOf(category.code);
    const before = known?.standing ?? { ...category, ...unsaid };
    if (before.name !== category.name)
      next = await this.scenario.edit(next, 'setLabel', { reason, language: 'nl', label: category.name });
    if (before.handling !== category.handling && category.handling !== '') {
      const note = {
        note: 'ESCALATION_PROCEDURE',
        language: 'nl',
        text: category.handling,
        scope: 'EDITORIAL',
      };
      next = await this.scenario.edit(next, 'setNote', { reason, ...note });
    }
    if (before.isResidual !== category.isResidual)
      next = await this.scenario.edit(next, 'setResidual', { reason, residual: category.isResidual });
    if (JSON.stringify(before.target) !== JSON.stringify(category.target))
      next = await this.scenario.edit(next, 'setTarget', { reason, target: category.target });
    const made = this.reasons.get(category.code);
    if (made !== undefined) made.standing = category;
    return next;
  }

  private async create(draft: DraftRef, category: AmsterdamCategory): Promise<DraftRef> {
    const input = {
      ...{ draft: draft.id, expectedHead: draft.head, code: category.code },
      labels: [{ language: 'nl', text: category.name }],
      parent: category.parent === null ? null : this.idOf(category.parent),
    };
    const fields = 'draft { id head } reason { reason { id } }';
    const made = await this.scenario.mutate<{ draft: DraftRef; reason: { reason: { id: string } } }>(
      'EDITOR',
      {
        ...{ name: 'createReason', input, fields },
      },
    );
    const { id } = made.reason.reason;
    this.reasons.set(category.code, {
      id,
      standing: { ...category, ...unsaid },
      isRetired: false,
    });
    this.bySlug.set(category.slug, category.code);
    return made.draft;
  }

  private async retire(draft: DraftRef, category: AmsterdamCategory, step: AmsterdamStep): Promise<DraftRef> {
    const known = this.reasons.get(category.code);
    if (known === undefined || known.isRetired || category.isActive) return draft;
    known.isRetired = true;
    const successor = step.successors.get(category.slug);
    const retirement = successor === undefined ? withoutSuccessor : this.mergedInto(successor);
    return this.scenario.edit(draft, 'retireReason', { reason: known.id, ...retirement });
  }

  /** Where a successor was found later, or another one. */
  private async succeed(draft: DraftRef, old: string, next: string): Promise<DraftRef> {
    const code = this.bySlug.get(old) ?? '';
    const reason = this.idOf(code);
    const input = { draft: draft.id, expectedHead: draft.head, reason, ...this.mergedInto(next) };
    const call = { name: 'reviseRetirement', input, fields: 'draft { id head }' };
    const revised = await this.scenario.mutate<{ draft: DraftRef }>('EDITOR', call);
    return revised.draft;
  }

  private mergedInto(slug: string) {
    const target = this.idOf(this.bySlug.get(slug) ?? '');
    return { retirementReason: 'MERGED', associations: [{ kind: 'REPLACED_BY', target }] };
  }
}

const withoutSuccessor = { retirementReason: 'OUTDATED', justification: 'The source names no successor.' };
