/** What a figure is, in the words of whoever has to rely on it. */
export interface MetricDefinition {
  readonly name: string;
  readonly formula: string;
  readonly inputs: readonly string[];
  /** What is left out, and where it is counted instead. */
  readonly exclusions: readonly string[];
  /** How it is misread. */
  readonly warnings: readonly string[];
  /** The fields of the schema that show it, such as `UsageFigures.contacts`. */
  readonly fields: readonly string[];
}

export const contactsOfPeriod =
  'the contacts that took place on days of the period, by the time zone of the taxonomy';
export const restatement =
  'A contact is counted with its reason in the version that figures are stated in: with itself where that is active and counts the same, else with the reasons to which the correspondences of the versions lead, where all shares are known. What cannot be restated stays with its own reason and is listed under breaks.';
export const wilson =
  "The interval is Wilson's, at 95 %: it takes contacts as independent, so that it is too narrow where one customer makes several.";
