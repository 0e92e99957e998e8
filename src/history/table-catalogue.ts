/** What the runtime role may do to a table's rows, beside reading them. */
export type RowRight = 'INSERT' | 'UPDATE' | 'DELETE';

export type TableRule =
  /** Each change of a row leaves its image in the open change set, and without one there is no change. */
  | {
      readonly guard: 'GOVERNED';
      readonly privateColumns: readonly string[];
      readonly rights: readonly RowRight[];
    }
  /** Part of the history itself: rows come in and stay. */
  | { readonly guard: 'HISTORY'; readonly rights: readonly RowRight[] }
  | { readonly guard: 'EXEMPT'; readonly because: string; readonly rights: readonly RowRight[] };

const exempt = (because: string, rights: readonly RowRight[]): TableRule => ({
  guard: 'EXEMPT',
  because,
  rights,
});
const governed = (rights: readonly RowRight[], privateColumns: readonly string[] = []): TableRule => ({
  guard: 'GOVERNED',
  privateColumns,
  rights,
});

/** Every table of the service: governed, or exempt for a written reason. A test holds the database against it. */
export const tableCatalogue: Readonly<Record<string, TableRule>> = {
  change_set: { guard: 'HISTORY', rights: ['INSERT'] },
  change: { guard: 'HISTORY', rights: ['INSERT'] },
  row_image: { guard: 'HISTORY', rights: [] },
  redaction: { guard: 'HISTORY', rights: [] },
  refusal: exempt('what was refused changed nothing; the log is append-only by its own trigger', ['INSERT']),
  idempotency_key: exempt('queue: remembers answers, not facts', ['INSERT', 'UPDATE', 'DELETE']),
  actor: governed(['INSERT', 'UPDATE'], ['name']),
  identity: governed(['INSERT'], ['subject']),
  role_grant: governed(['INSERT', 'UPDATE']),
  api_key: governed(['INSERT', 'UPDATE'], ['hash']),
  api_key_use: exempt('observation: when a key was last used', ['INSERT', 'UPDATE']),
  taxonomy: governed(['INSERT', 'UPDATE']),
  draft: governed(['INSERT', 'UPDATE']),
  approval: governed(['INSERT']),
  taxonomy_version: governed(['INSERT', 'UPDATE']),
  reason: exempt('derived: the identity that a CreateReason operation names', ['INSERT']),
  draft_operation: exempt('the record itself: each row stands in a change of its own change set', ['INSERT']),
  snapshot: exempt('derived: the bytes of a content, bound to their digest', ['INSERT']),
  code_reservation: exempt('derived: the codes of the sealed versions', ['INSERT']),
  waiver: governed(['INSERT', 'UPDATE']),
  correspondence: governed(['INSERT']),
  correspondence_body: exempt('derived: the text of a correspondence, bound to its digest', ['INSERT']),
  draft_source: governed(['INSERT']),
  imported_file: exempt('the bytes of a file, bound to the digest that governed rows name', ['INSERT']),
  contact: exempt('observation: what other systems recorded, removed when its time of keeping ends', [
    'INSERT',
    'DELETE',
  ]),
  contact_identity: exempt('observation: who a contact is, which others point to; removed with it', [
    ...(['INSERT', 'UPDATE', 'DELETE'] as const),
  ]),
  coding: exempt('observation: codings that a correction replaced, removed with their contact', [
    ...(['INSERT', 'DELETE'] as const),
  ]),
  ingest_job: exempt('queue: how far a file has come; what it did stands in the changes', [
    'INSERT',
    'UPDATE',
  ]),
  ingest_rejection: exempt('observation: rows of files that changed nothing', ['INSERT', 'DELETE']),
  usage_count: exempt('derived: contacts counted', ['INSERT', 'DELETE']),
  unmapped_count: exempt('derived: contacts counted', ['INSERT', 'DELETE']),
  usage_month: exempt('derived: which months are counted', ['INSERT', 'UPDATE']),
  usage_ledger: exempt('derived: the lock under which contacts are counted', ['INSERT', 'UPDATE']),
  contact_excerpt: exempt('observation: what was said in a contact, private and removed with it', [
    'INSERT',
    'DELETE',
  ]),
  retention: governed(['INSERT', 'UPDATE']),
  legal_hold: governed(['INSERT', 'UPDATE'], ['customer_key']),
  purge_job: exempt('queue: how far a purge has come; what it removed stands in the changes', [
    'INSERT',
    'UPDATE',
  ]),
  erased_contact: exempt('observation: names of contacts that are not to come back, as keyed digests', [
    'INSERT',
  ]),
  coder: governed(['INSERT', 'UPDATE'], ['name']),
  calibration_session: governed(['INSERT', 'UPDATE']),
  session_content: governed(['INSERT']),
  session_coder: governed(['INSERT', 'UPDATE']),
  session_item: governed(['INSERT']),
  assignment: governed(['INSERT', 'UPDATE']),
  blind_code: governed(['INSERT'], ['code']),
  adjudication: governed(['INSERT', 'UPDATE']),
  adjudication_waiver: governed(['INSERT']),
  discussion_note: governed(['INSERT']),
  decision: governed(['INSERT', 'UPDATE']),
  decision_evidence: governed(['INSERT']),
  guideline_acknowledgement: governed(['INSERT']),
  department: governed(['INSERT', 'UPDATE']),
  department_member: governed(['INSERT', 'UPDATE']),
  reason_assignment: governed(['INSERT', 'UPDATE']),
  draft_comment: governed(['INSERT']),
  transfer: governed(['INSERT', 'UPDATE']),
  transfer_reason: governed(['INSERT']),
  attestation: governed(['INSERT', 'UPDATE']),
  attestation_item: governed(['INSERT', 'UPDATE']),
  feedback: governed(['INSERT', 'UPDATE']),
  resolution: governed(['INSERT', 'UPDATE']),
  segment_size: governed(['INSERT']),
  annotation: governed(['INSERT', 'UPDATE']),
  contact_rate_band: governed(['INSERT', 'UPDATE']),
  audit: governed(['INSERT', 'UPDATE']),
  audit_stratum: governed(['INSERT']),
  audit_coder: governed(['INSERT']),
  audit_item: governed(['INSERT']),
  audit_assignment: governed(['INSERT', 'UPDATE']),
  audit_result: governed(['INSERT']),
  audit_finding: governed(['INSERT', 'UPDATE']),
  audit_follow_up: governed(['INSERT']),
  pilot: governed(['INSERT', 'UPDATE']),
  check_schedule: governed(['INSERT', 'UPDATE']),
  check_run: governed(['INSERT']),
  double_coding: exempt('derived: what was coded several times in closed audits and sessions', ['INSERT']),
  evidence_count: exempt('derived: what closed audits and sessions come to', ['INSERT']),
  suggestion_decision: governed(['INSERT', 'UPDATE']),
  migration: exempt('which migrations ran', []),
};
