export { FiguresReader } from './queries/figures-reader';
