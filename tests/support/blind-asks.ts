import type { BlindScene } from './blind-scene';
import type { ArgumentPool } from './every-query';
import type { Asker } from './interference';
import type { TestService } from './service';
import { lostId } from './lost-id';

const text = (value: string): string => JSON.stringify(value);

/** A rating from its item, coder and category; of three items there are intervals. */
const rating = (words: string): string => {
  const [item = '', coder = '', category = ''] = words.split(' ').map(text);
  return `{ item: ${item}, coder: ${coder}, category: ${category} }`;
};

const dayFrom = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The fields by which something tells its own score. */
const scored = ['ReasonState', 'Coder', 'Department', 'TaxonomyVersion'].map((type) => `${type}.consistency`);

/** What the arguments of queries are given: the ids and keys of the scene, and values around them. */
export function scenePool({ governed, ...scene }: BlindScene): ArgumentPool {
  const { scenario, draft, billing, invoice, refund } = governed;
  const sessions = [scene.open, scene.namesHidden, scene.cancelled, scene.closed].map(({ id }) => text(id));
  const audits = [scene.openAudit, scene.closedAudit].map(({ id }) => text(id));
  const csv = text('id,parent,name\\na,,A\\n'.replaceAll('\\n', '\n'));
  return {
    first: ['1'],
    after: [text('not a cursor')],
    key: [text(scenario.key)],
    taxonomy: [text(scenario.key)],
    number: ['1'],
    version: ['1'],
    'Query.compareVersions.from': ['1'],
    'Query.correspondence.from': ['1'],
    'Query.exportLosses.format': ['CSV', 'TURTLE'],
    'Query.translateCodes.from': ['1'],
    'Query.restateSeries.series': [
      '[{ period: "May", version: 1, counts: [{ code: "invoice", count: 1 }] }]',
    ],
    codes: ['["invoice"]'],
    toTaxonomy: [text(scenario.key)],
    revision: ['1'],
    to: ['1'],
    from: [text('2020-01-01T00:00:00Z'), text('2999-01-01T00:00:00Z')],
    until: [text('2020-01-01T00:00:00Z'), text('2999-01-01T00:00:00Z')],
    // Not longer than what is counted from single contacts may be.
    'Query.usageFigures.from': [text(dayFrom(-360))],
    'Query.usageFigures.until': [text(dayFrom(5))],
    'UsageFigures.changeAlerts.from': [text(dayFrom(-700))],
    'UsageFigures.changeAlerts.until': [text(dayFrom(-360))],
    'UsageFigures.simpsonCheck.from': [text(dayFrom(-700))],
    'UsageFigures.simpsonCheck.until': [text(dayFrom(-360))],
    'UsageFigures.simpsonCheck.measure': ['RESIDUAL_SHARE', 'TOP_BOX_SHARE'],
    'UsageFigures.simpsonCheck.by': ['CHANNEL'],
    windowDays: ['1'],
    'AlertRule.falseDiscoveryRate': ['1'],
    'AlertRule.minContacts': ['1'],
    'AlertRule.minChange': ['0'],
    'SelfServiceRule.minContacts': ['1'],
    'SelfServiceRule.volumeFrom': ['0'],
    'SelfServiceRule.modalFrom': ['0'],
    'SelfServiceRule.medianSecondsAtMost': ['9000'],
    'SelfServiceRule.resolvedFrom': ['0'],
    'KnowledgeGapRule.minContacts': ['1'],
    'KnowledgeGapRule.modalBelow': ['1'],
    'KnowledgeGapRule.unexpectedFrom': ['0'],
    'KnowledgeGapRule.escalatedFrom': ['0'],
    'KnowledgeGapRule.resolvedBelow': ['1'],
    'UsageFigures.rateChange.from': [text('2020-01-01')],
    'UsageFigures.rateChange.until': [text('2021-01-01')],
    ...Object.fromEntries(
      ['Query.consistencyScores', 'Query.myConsistency', 'Query.agreementCharts', ...scored].flatMap(
        (name) => [
          [`${name}.from`, [text('2020-01-01')]],
          [`${name}.until`, [text('2029-12-31')]],
        ],
      ),
    ),
    'Query.consistencyScores.of': ['REASON', 'CODER'],
    'Query.agreementCharts.of': ['REASON', 'CODER'],
    'Query.agreementCharts.smoothing': ['0.5'],
    'Query.agreementCharts.width': ['1'],
    'Query.consistencyDrift.of': ['REASON', 'CODER'],
    'Query.consistencyDrift.after': ['{ from: "2021-01-01", until: "2029-12-31" }'],
    'Query.consistencyDrift.before': ['{ from: "2020-01-01", until: "2021-01-01" }'],
    purpose: ['AUDIT', 'CALIBRATION'],
    'FigureFilter.channels': ['["PHONE"]'],
    'FigureFilter.segments': ['["Home"]'],
    'FigureFilter.departments': [`[${text(scene.department)}]`],
    'FigureFilter.versions': ['[1]'],
    statedIn: ['1'],
    level: ['1'],
    segment: [text('Home')],
    validAt: [text('2998-01-01T00:00:00Z')],
    at: [text('2998-01-01T00:00:00Z')],
    knownAt: [text('2998-01-01T00:00:00Z')],
    minimum: ['1'],
    below: ['1'],
    language: [text('en'), text('nl')],
    matching: [text('re')],
    names: [text('krippendorff_alpha')],
    name: [text('Coder')],
    code: [text('invoice')],
    'Taxonomy.department.code': [text('FIN')],
    'Attestation.items.department': [text(lostId('Department'))],
    department: [text(lostId('Department'))],
    channel: [text('PHONE')],
    source: [text('test')],
    actor: [text(scene.secretive.actor), text(scene.peer.actor)],
    subject: [...sessions, ...audits, text(scene.secretive.id)],
    reason: [text(invoice), text(refund)],
    session: sessions,
    'Query.session.id': sessions,
    draft: [text(draft.id)],
    'Query.draft.id': [text(draft.id)],
    'Query.lint.of': [text(draft.id)],
    'FindingReport.findingPage.rules': ['[FAN_OUT]'],
    'FindingReport.findingPage.severity': ['WARNING'],
    'Query.previewRebase.resolutions': ['[]'],
    'Query.audit.id': audits,
    'Query.recomputeAudit.audit': audits,
    'Query.currentTaxonomy.for': ['{ channel: "PHONE" }'],
    pilot: [text(scene.pilot)],
    'Query.modelComparison.first': [text(scene.secretive.id)],
    'Query.modelComparison.second': [text(scene.peer.id)],
    'Query.modelComparison.audit': audits,
    'Query.planAudit.input': [
      '{ halfWidth: 0.1, expected: { percentAgreement: 0.8, alpha: 0.7 } }',
      `{ drop: 0.1, audit: ${text(scene.closedAudit.id)} }`,
    ],
    'Query.auditFindings.sources': ['[AUDIT]', '[CHECK]', '[DRIFT]'],
    'CheckRun.results.outcomes': ['[FAIL, PASS]', '[NO_DATA]'],
    'Query.auditFindings.owner': [text(lostId('Department'))],
    facts: ['{ sentiment: NEGATIVE, repeats: 3 }'],
    'EscalationFactsInput.sentiment': ['NEGATIVE'],
    'EscalationFactsInput.priority': ['HIGH'],
    'EscalationFactsInput.repeats': ['3'],
    'EscalationFactsInput.channel': [text('PHONE')],
    'EscalationFactsInput.note': [text('refund')],
    'Query.previewErasure.of': ['{ customer: "Nobody" }'],
    'ErasurePreviewInput.customer': [text('Nobody')],
    'ErasurePreviewInput.customerKey': [text('0123456789abcdef0123456789abcdef')],
    months: ['1'],
    workingHours: ['{ days: [MONDAY], from: "09:00", until: "17:00" }'],
    asOf: [text('2020-01-01T00:00:00Z')],
    kinds: ['[RETIRE]'],
    standings: ['[DISMISSED]'],
    verdicts: ['[SNOOZED]'],
    'Draft.reason.id': [text(billing)],
    'TaxonomyVersion.reason.id': [text(billing)],
    'ProposalRule.allowedFrom': ['0.1'],
    'ProposalRule.expectedFrom': ['0.6'],
    'ProposalRule.minContacts': ['5'],
    'VersionComparison.changes.kinds': [`[${text('ReasonAdded')}]`],
    'ChangeFilter.kinds': ['[CODE_ITEM]', '[WITHDRAW_CODING]', '[REVEAL_SESSION]', '[OPEN_SESSION]'],
    'Query.agreement.input': [
      `{ ratings: [${['i a x', 'i b x', 'j a x', 'j b y', 'k a y', 'k b y'].map(rating).join()}] }`,
    ],
    'Query.previewImport.input': [`{ taxonomy: ${text(scenario.taxonomyId)}, content: ${csv}, format: CSV }`],
  };
}

/** The secretive coder first, so that whatever a service keeps is kept with their answers in it. */
export function askers(service: TestService, { peer }: BlindScene): readonly Asker[] {
  const roles = ['ANALYST', 'EDITOR', 'DEPARTMENT_OWNER', 'STEWARD', 'AUDITOR', 'ADMIN', 'MACHINE'] as const;
  return [
    { name: 'another coder of the session', token: peer.token },
    ...roles.map((role) => ({ name: role, token: service.token(role) })),
  ];
}

/** Every id of an object that stands in an answer, with its type. */
export function idsIn(heard: readonly string[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const [, id = ''] of heard.join('\n').matchAll(/"([A-Za-z0-9_-]{50,80})"/g)) {
    const [type = '', uuid = ''] = Buffer.from(id, 'base64url').toString('utf8').split(':');
    if (/^[A-Za-z]+$/.test(type) && /^[0-9a-f-]{36}$/.test(uuid)) ids.set(id, type);
  }
  return ids;
}
