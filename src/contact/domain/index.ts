export * from './check-contact';
export * from './coder';
export * from './contact';
export * from './redact-excerpt';
