import type { GraphQLSchema } from 'graphql';
import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import {
  AccessReader,
  Authenticator,
  recogniseIdentity,
  runnerAuthority,
  systemPrincipal,
  type IdentityProvider,
  type SignInByProvider,
} from './access';
import type { Principal } from './access/domain';
import type { RepeatedWork } from './platform/jobs/repeated';
import { CommandRunner } from './platform/command/runner';
import { rowsOf, type Sql } from './platform/database/sql';
import {
  CoachingReader,
  CodingEvidence,
  CodingReader,
  FactsOfSessions,
  reportRoute,
  SessionReader,
  SessionResultsReader,
} from './calibration';
import {
  AuditCodings,
  AuditReader,
  AuditRecomputations,
  auditReportRoute,
  CodedBlind,
  correctionsRoute,
  FactsOfAudits,
  ModelReader,
  PilotReports,
} from './audit';
import { CheckReader, runDueChecks } from './checks';
import { ConsistencyReader, DriftReader, KeptEvidence } from './consistency';
import {
  BlindCoding,
  contactRoutes,
  ContactReader,
  IngestReader,
  PrivacyReader,
  Pseudonyms,
  pseudonymsUnder,
  purgeNextPart,
} from './contact';
import { Consumers, PublishedVersions, snapshotRoutes } from './distribution';
import { exchangeRoutes, ExportedVersions, linkedDataOf } from './exchange';
import { FeedbackReader } from './feedback';
import { FiguresReader, figuresReportRoute } from './figures';
import { HistoryReader } from './history';
import { OwnershipReader, ownershipRoutes, OwnersOfDrafts } from './ownership';
import { FactsOfResolutions, ResolutionReader } from './resolution';
import { FactsOfSuggestions, SuggestionReader, suggestionReportRoute } from './suggestion';
import {
  AuditFacts,
  CalibrationFacts,
  CorrespondenceReader,
  DraftOwners,
  putIntoForce,
  ResolutionFacts,
  SuggestionFacts,
  TaxonomyReader,
} from './taxonomy';
import { buildGraph } from './graph';

/** Adds its routes to a part of the server in which every request is signed in. */
export type Route = (app: FastifyInstance) => void;

export interface Application {
  readonly schema: GraphQLSchema;
  readonly runner: CommandRunner<Principal>;
  readonly authenticator: Authenticator;
  readonly routes: readonly Route[];
  /** What is done beside the requests, on every instance alike. */
  readonly repeated: readonly RepeatedWork[];
  isReady(): Promise<boolean>;
}

/** What the service is given and nobody can ask it for. */
export interface Secrets {
  readonly provider: IdentityProvider | null;
  /** What customers are made pseudonyms of with; under another one they are others. */
  readonly customerKey: string;
}

type Port = abstract new (sql: Sql) => object;

/** Wires the modules together on a database, by hand and in one place. */
export function compose(dataSource: DataSource, secrets: Secrets): Application {
  const { provider, customerKey } = secrets;
  const runner = new CommandRunner<Principal>(
    dataSource,
    runnerAuthority,
    new Map<Port, new (sql: Sql) => object>([
      [DraftOwners, OwnersOfDrafts],
      [CalibrationFacts, FactsOfSessions],
      [ResolutionFacts, FactsOfResolutions],
      [AuditFacts, FactsOfAudits],
      [SuggestionFacts, FactsOfSuggestions],
      [BlindCoding, CodedBlind],
      [CodingEvidence, KeptEvidence],
      [Pseudonyms, pseudonymsUnder(customerKey)],
    ]),
  );
  const access = new AccessReader(dataSource);
  const ownership = new OwnershipReader(dataSource);
  const taxonomies = new TaxonomyReader(dataSource, ownership, new FactsOfResolutions(dataSource.manager));
  const history = new HistoryReader(dataSource);
  const consumers = new Consumers(dataSource.manager);
  const published = new PublishedVersions(taxonomies, consumers);
  const exported = new ExportedVersions(taxonomies);
  const results = new SessionResultsReader(dataSource, taxonomies);
  const contacts = new ContactReader(dataSource, ownership, new CodedBlind(dataSource.manager));
  const ingests = new IngestReader(dataSource);
  const audits = new AuditReader(dataSource);
  const auditCodings = new AuditCodings(dataSource, taxonomies);
  const models = new ModelReader(dataSource, new CodedBlind(dataSource.manager));
  const correspondences = new CorrespondenceReader(dataSource.manager);
  const privacy = new PrivacyReader(dataSource, {
    pseudonyms: new (pseudonymsUnder(customerKey))(),
    blind: new CodedBlind(dataSource.manager),
  });
  const figures = new FiguresReader(dataSource, {
    taxonomies,
    ownership,
    correspondences,
    contacts,
    privacy,
  });
  const suggestions = new SuggestionReader(dataSource);
  return {
    schema: buildGraph({
      ...{ access, taxonomies, history, ingests, exported, published, consumers },
      ...{ audits, auditCodings },
      recomputations: new AuditRecomputations(dataSource, { audits, codings: auditCodings, taxonomies }),
      consistency: new ConsistencyReader(dataSource, { taxonomies, correspondences }),
      drifts: new DriftReader(dataSource, { taxonomies, correspondences }),
      contacts,
      privacy,
      models,
      pilotReports: new PilotReports(dataSource, {
        ...{ taxonomies, sessions: results, audits, blind: new CodedBlind(dataSource.manager) },
      }),
      checks: new CheckReader(dataSource),
      sessions: new SessionReader(dataSource),
      codings: new CodingReader(dataSource),
      coaching: new CoachingReader(dataSource),
      results,
      ownership,
      suggestions,
      feedback: new FeedbackReader(dataSource),
      resolutions: new ResolutionReader(dataSource),
      figures,
      correspondences,
    }),
    runner,
    authenticator: new Authenticator(dataSource, provider === null ? null : signInBy(provider, runner)),
    routes: [
      ...snapshotRoutes(taxonomies, published, linkedDataOf(exported)),
      ...exchangeRoutes({ reader: taxonomies, runner, published, exported }),
      reportRoute(results),
      figuresReportRoute(figures, taxonomies),
      auditReportRoute(audits, taxonomies),
      suggestionReportRoute(suggestions, { taxonomies, consumers }),
      correctionsRoute(models, taxonomies),
      ...ownershipRoutes({ reader: taxonomies, runner }),
      ...contactRoutes({ reader: taxonomies, runner }, ingests),
    ],
    repeated: [schedules(runner), dueChecks(runner), purges(runner), fetchesWritten(consumers)],
    isReady: () => answers(dataSource),
  };
}

const signInBy = (provider: IdentityProvider, runner: CommandRunner<Principal>): SignInByProvider => ({
  provider,
  recognise: async (newcomer) => {
    const caller = { actor: systemPrincipal, requestId: 'sign-in', idempotencyKey: null };
    // A refusal says that another request made the actor first, which is as good.
    await runner.run(recogniseIdentity, newcomer, caller);
  },
});

const schedulesEveryMs = 1_000;

/** Notes what came into force; where several instances run, each note is made by one of them. */
const schedules = (runner: CommandRunner<Principal>): RepeatedWork => ({
  name: 'scheduled versions',
  everyMs: schedulesEveryMs,
  work: async () => {
    const caller = { actor: systemPrincipal, requestId: 'schedule', idempotencyKey: null };
    for (;;) {
      const outcome = await runner.run(putIntoForce, {}, caller);
      if (!outcome.ok || outcome.value.unchanged) return;
    }
  },
});

const checksEveryMs = 5_000;

/** Checks what is due; where several instances run, each due run is made by one of them. */
const dueChecks = (runner: CommandRunner<Principal>): RepeatedWork => ({
  name: 'due checks',
  everyMs: checksEveryMs,
  work: async () => {
    const caller = { actor: systemPrincipal, requestId: 'checks', idempotencyKey: null };
    for (;;) {
      const outcome = await runner.run(runDueChecks, {}, caller);
      if (!outcome.ok || outcome.value.unchanged) return;
    }
  },
});

const purgesEveryMs = 2_000;

/** Goes on with purges, part by part; where several instances run, each part is done by one of them. */
const purges = (runner: CommandRunner<Principal>): RepeatedWork => ({
  name: 'purges',
  everyMs: purgesEveryMs,
  work: async () => {
    const caller = { actor: systemPrincipal, requestId: 'purges', idempotencyKey: null };
    for (;;) {
      const outcome = await runner.run(purgeNextPart, {}, caller);
      if (!outcome.ok || outcome.value.unchanged) return;
    }
  },
});

const fetchesWrittenEveryMs = 5_000;

/** Writes down what each instance noted of systems that fetched lists. */
const fetchesWritten = (consumers: Consumers): RepeatedWork => ({
  name: 'fetches of consumers',
  everyMs: fetchesWrittenEveryMs,
  work: () => consumers.writeDown(),
});

async function answers(dataSource: DataSource): Promise<boolean> {
  try {
    return (await rowsOf(dataSource.manager, 'SELECT 1')).length === 1;
  } catch {
    return false;
  }
}
