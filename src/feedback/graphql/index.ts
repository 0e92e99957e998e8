export { feedbackNodes, feedbackResolvers } from './feedback.resolvers';
