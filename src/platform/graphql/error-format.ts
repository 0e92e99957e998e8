import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CallerError } from '../caller-error';
import { isOverload } from '../database/sql';

const shownCodes: readonly unknown[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'LIMIT_EXCEEDED',
];

/** Tells the three roads of errors apart: the caller's fault is shown, ours is masked and logged. */
export function errorFormat(logFault: (fault: unknown) => void) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const fault = unwrapResolverError(thrown);
    if (fault instanceof CallerError) return withCode(formatted, fault.code, fault.message);
    if (isOverload(fault))
      return withCode(formatted, 'OVERLOADED', 'the service is overloaded: try again in a moment');
    if (isLimit(formatted))
      return withCode(formatted, 'LIMIT_EXCEEDED', formatted.message.replace('Syntax Error: ', ''));
    const isShown = fault instanceof GraphQLError && shownCodes.includes(formatted.extensions?.['code']);
    if (isShown) return withCode(formatted, String(formatted.extensions?.['code']), formatted.message);
    if (isVariablesLimit(formatted)) return withCode(formatted, 'BAD_USER_INPUT', formatted.message);
    logFault(fault);
    return withCode(
      formatted,
      'INTERNAL_SERVER_ERROR',
      'something went wrong on our side; the request id tells which entry of the log',
    );
  };
}

/** The limits of a document's shape answer as if it could not be read, without a code of their own. */
const isLimit = (formatted: GraphQLFormattedError): boolean =>
  /^Syntax Error: (?:[\w ]+ limit of \d+ exceeded, found \d|Document contains more that \d+ tokens)/.test(
    formatted.message,
  );

/** What closes the list of faults in variables once there are too many; it alone comes without a code. */
const isVariablesLimit = (formatted: GraphQLFormattedError): boolean =>
  formatted.message.startsWith('Too many errors processing variables');

function withCode(formatted: GraphQLFormattedError, code: string, message: string): GraphQLFormattedError {
  const { locations, path } = formatted;
  return {
    message,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code },
  };
}
