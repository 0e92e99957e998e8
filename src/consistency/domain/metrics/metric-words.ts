export const evidence =
  'what people coded in audits or in sessions, never in both together, that were closed on days of the window, by the time zone of the taxonomy';
export const openExercises =
  'Audits and sessions that are not closed; contacts that the asker codes blind, for as long as they do.';
export const models = 'Codings by models: nobody is measured by them.';
export const noReasons = 'Answers that were no reason: ConsistencyScore.unanswered.';
export const drawn =
  'The value is drawn toward the mean: (share x trials + mean x strength) / (trials + strength), the strength by the method of moments within 5 and 200, and 20 with fewer than five of a kind. Trials are as many as would make a plain share as uncertain.';
export const causes = 'It is the agreement of people with each other, not with the truth: all may err alike.';
export const noRanking =
  'Whose intervals overlap are not ranked one before the other, whatever their values are.';
