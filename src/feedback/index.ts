export { FeedbackReader } from './queries/feedback-reader';
