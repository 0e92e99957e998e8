/**
 * The whole catalogue: which role may do what. A permission is granted in one taxonomy or in all of them; what a
 * permission means for a single row (one's own draft, say) is decided where the row is loaded.
 */
export const roles = [
  'MACHINE',
  'CODER',
  'ANALYST',
  'EDITOR',
  'DEPARTMENT_OWNER',
  'STEWARD',
  'AUDITOR',
  'ADMIN',
] as const;
export type Role = (typeof roles)[number];

const people: readonly Role[] = [
  'CODER',
  'ANALYST',
  'EDITOR',
  'DEPARTMENT_OWNER',
  'STEWARD',
  'AUDITOR',
  'ADMIN',
];

export const permissions = {
  /** Published versions, and who the caller is. */
  readPublished: roles,
  /** Drafts, their findings and their review. */
  readDrafts: people,
  createTaxonomy: ['ADMIN'],
  setPolicy: ['ADMIN'],
  /** Open a draft, edit and submit one's own, import. */
  proposeChange: ['ANALYST', 'EDITOR', 'DEPARTMENT_OWNER', 'STEWARD'],
  editAnyDraft: ['EDITOR', 'STEWARD'],
  commentOnDraft: ['ANALYST', 'EDITOR', 'DEPARTMENT_OWNER', 'STEWARD'],
  /** Approve, object and comment: a department owner for a department of their own, a steward for the whole. */
  reviewDraft: ['DEPARTMENT_OWNER', 'STEWARD'],
  approveDraft: ['STEWARD'],
  publishVersion: ['STEWARD'],
  /** Correct what a correspondence says, and import curated tables. */
  curateCorrespondence: ['STEWARD'],
  /** Departments, their tree, and who speaks for them. */
  keepDepartments: ['ADMIN'],
  /** The resolution codes of a taxonomy, and when each may be given. */
  keepResolutions: ['STEWARD'],
  /** Let findings pass for a while. */
  keepWaivers: ['STEWARD'],
  /** State who answers for reasons, and open and close attestations. */
  assignOwners: ['STEWARD'],
  /** Accept and decline hand-overs, attest: for a department that one speaks for. */
  actForDepartment: ['DEPARTMENT_OWNER', 'STEWARD'],
  /** Which systems fetch the list: whoever changes it or answers for it asks whom that would break. */
  readConsumers: ['EDITOR', 'DEPARTMENT_OWNER', 'STEWARD', 'AUDITOR', 'ADMIN'],
  giveFeedback: people,
  triageFeedback: ['EDITOR', 'STEWARD'],
  readHistory: ['EDITOR', 'DEPARTMENT_OWNER', 'STEWARD', 'AUDITOR', 'ADMIN'],
  /** The changes of calibration sessions, whoever made them. */
  readSessionHistory: ['ANALYST'],
  /** The change sets that one made oneself. */
  readOwnHistory: people,
  readRefusals: ['AUDITOR', 'ADMIN'],
  /** Record contacts; other systems may too. */
  addContacts: ['MACHINE', 'ANALYST'],
  /** Have contacts counted anew, for whoever doubts a figure. */
  keepUsageCounts: ['ANALYST', 'STEWARD', 'ADMIN'],
  /** How long contacts are kept, what is held, and what was removed. */
  readPrivacy: ['STEWARD', 'AUDITOR', 'ADMIN'],
  /** Say how long contacts are kept, hold, purge, and erase customers. */
  keepPrivacy: ['ADMIN'],
  readContacts: ['ANALYST', 'EDITOR', 'DEPARTMENT_OWNER', 'STEWARD', 'AUDITOR', 'ADMIN'],
  /** Figures of the use of a list; coders see none, since a figure of few contacts tells their codes. */
  readFigures: ['ANALYST', 'EDITOR', 'DEPARTMENT_OWNER', 'STEWARD', 'AUDITOR', 'ADMIN'],
  /** How many customers segments have, and from which contact rate on they are a concern. */
  keepSegments: ['ANALYST', 'STEWARD'],
  /** Note on the time line of figures what happened, and take it off again. */
  annotateFigures: ['ANALYST', 'EDITOR', 'DEPARTMENT_OWNER', 'STEWARD'],
  /** What was said in contacts. Coders read the excerpts of what they are to code, and no others. */
  readExcerpts: ['ANALYST', 'EDITOR', 'DEPARTMENT_OWNER', 'STEWARD'],
  /** Register coders and say who signs in as them. */
  manageCoders: ['ANALYST', 'ADMIN'],
  readCoders: ['ANALYST', 'EDITOR', 'DEPARTMENT_OWNER', 'STEWARD', 'AUDITOR', 'ADMIN'],
  /** Plan, open, reveal, adjudicate and close calibration sessions, never one that one codes in. */
  runSessions: ['ANALYST'],
  /** Code what is assigned to one, and acknowledge guidelines. */
  codeInSession: ['CODER', 'ANALYST'],
  /** Say what is to be said of an item, once all see what all have coded. */
  discussSessions: ['CODER', 'ANALYST', 'EDITOR', 'DEPARTMENT_OWNER', 'STEWARD'],
  /** Sessions and how far they are, and codes once they are revealed. */
  readSessions: people,
  /** How well single coders agree; one's own anybody may read who codes. */
  readScores: ['ANALYST', 'EDITOR', 'DEPARTMENT_OWNER', 'STEWARD', 'AUDITOR', 'ADMIN'],
  /** Draw, close and cancel audits, plan them, and record what they found. */
  runAudits: ['ANALYST'],
  /** Code contacts of audits blind. Only who sees no production codes may: no other role does. */
  codeInAudits: ['CODER'],
  /** Audits, how far they are, and their codes and results once they are closed. */
  readAudits: ['ANALYST', 'EDITOR', 'DEPARTMENT_OWNER', 'STEWARD', 'AUDITOR', 'ADMIN'],
  /** Note what became of a finding: a department owner of one that is theirs. */
  followUpFindings: ['ANALYST', 'DEPARTMENT_OWNER', 'STEWARD'],
  /** Try contents of drafts in a limited scope. */
  keepPilots: ['STEWARD'],
  /** Say what is checked by itself and how often, and have it checked now. */
  keepChecks: ['ANALYST', 'STEWARD'],
  /** What the use of a list speaks for; figures and scores are in it, so that who reads those reads it. */
  readSuggestions: ['ANALYST', 'EDITOR', 'DEPARTMENT_OWNER', 'STEWARD', 'AUDITOR', 'ADMIN'],
  /** Accept suggestions into drafts and offers, dismiss them, and put them off. */
  decideSuggestions: ['STEWARD'],
  /** Actors, role grants and API keys. */
  manageAccess: ['ADMIN'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);
