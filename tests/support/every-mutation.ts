import { auditCases } from './audit-scene';
import { calibrationCases } from './calibration-scene';
import { checkCases } from './check-scene';
import { figuresCases } from './figures-cases';
import {
  correspondenceCases,
  operationCases,
  reviewCases,
  scheduleCases,
  serviceCases,
  settingCases,
  waiverCases,
  type MutationCase,
} from './governed-scene';
import { pilotCases } from './pilot-cases';
import { privacyCases } from './privacy-cases';
import { resolutionCases } from './resolution-cases';
import { suggestionCases } from './suggestion-cases';
import { departmentCases, feedbackCases, ownerCases } from './ownership-cases';
import type { TestService } from './service';

/** Each mutation of the schema but that of an import, with an input that it accepts. */
export const everyMutation = (service: TestService): readonly MutationCase[] => [
  ...operationCases,
  // Before anybody owns a reason: they publish what no department was asked about.
  ...calibrationCases(service),
  ...auditCases(service),
  ...reviewCases,
  ...correspondenceCases,
  ...scheduleCases,
  ...waiverCases,
  ...pilotCases,
  ...settingCases,
  ...departmentCases,
  ...ownerCases,
  ...feedbackCases,
  ...resolutionCases,
  ...figuresCases,
  ...checkCases,
  ...suggestionCases,
  ...privacyCases,
  ...serviceCases(service),
];
