import { wilson, type MetricDefinition } from './metric-definition';

export const intervalMetrics: readonly MetricDefinition[] = [
  {
    name: 'SHARE',
    formula: 'A count / a count, with both beside it.',
    inputs: ['those of the figure that it belongs to'],
    exclusions: [],
    warnings: [wilson],
    fields: [
      ...[
        'FigureShare.value',
        'FigureShare.count',
        'FigureShare.of',
        'FigureShare.interval',
        'FigureValue.value',
      ],
      ...['FigureInterval.lower', 'FigureInterval.upper', 'FigureInterval.level'],
    ],
  },
];
