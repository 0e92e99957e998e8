export * from './coded-alike';
