import type { Html } from './html';
import { svgChart } from './svg-chart';

export interface HeatCell {
  readonly row: number;
  readonly column: number;
  /** 0..1: how dark. */
  readonly share: number;
  /** What stands in the cell. */
  readonly text: string;
}

const cellSize = 26;
const labelWidth = 230;
// With more rows than this the numbers no longer fit into their cells.
const mostWithNumbers = 24;
const darkest = 640;

/** A matrix in which the darker cell is the greater share of its row. */
export function heatMap(labels: readonly string[], cells: readonly HeatCell[], description: string): Html {
  const side = Math.min(Math.max(labels.length * cellSize, 160), darkest);
  const labelled = {
    type: 'category' as const,
    data: [...labels],
    axisTick: { show: false },
    splitArea: { show: true },
  };
  const label = { color: '#1b2733', interval: 0, fontSize: labels.length > mostWithNumbers ? 9 : 11 };
  return svgChart(
    { width: labelWidth + side + 30, height: labelWidth + side + 10 },
    {
      grid: { left: labelWidth, top: 10, width: side, height: side },
      xAxis: {
        ...labelled,
        axisLabel: { ...label, rotate: 90, width: (labelWidth * 3) / 4, overflow: 'truncate' },
      },
      yAxis: {
        ...labelled,
        inverse: true,
        axisLabel: { ...label, width: (labelWidth * 3) / 4, overflow: 'truncate' },
      },
      visualMap: {
        ...{ show: false, min: 0, max: 1, dimension: 2 },
        inRange: { color: ['#f3f7fa', '#9cc3dd', '#2f7fb3', '#0d3a5c'] },
      },
      series: [
        {
          type: 'heatmap',
          label: { show: labels.length <= mostWithNumbers, fontSize: 9 },
          data: cells.map(({ row, column, share, text }) => ({
            value: [column, row, share],
            label: { formatter: text, color: share > 0.5 ? '#fff' : '#1b2733' },
          })),
        },
      ],
    },
    description,
  );
}
