import type { HeatCell } from './heat-map';
import type { Html } from './html';
import { axisNames, svgChart } from './svg-chart';

const rowHeight = 24;
const labelWidth = 290;
const columnHeight = 150;

/** Rows against columns of different things, in which the darker cell is the greater share of its row. */
export function matrixChart(
  { rows, columns }: { readonly rows: readonly string[]; readonly columns: readonly string[] },
  cells: readonly HeatCell[],
  description: string,
): Html {
  const label = { color: '#1b2733', interval: 0, overflow: 'truncate' as const };
  return svgChart(
    { width: 900, height: rows.length * rowHeight + columnHeight + 20 },
    {
      grid: { left: labelWidth, right: 20, top: 10, height: rows.length * rowHeight },
      xAxis: {
        ...{ type: 'category', data: [...columns], axisTick: { show: false }, splitArea: { show: true } },
        axisLabel: { ...label, rotate: 60, width: (columnHeight * 3) / 4 },
      },
      yAxis: {
        ...{ type: 'category', inverse: true, data: [...rows], axisTick: { show: false } },
        axisLabel: axisNames(labelWidth),
      },
      visualMap: {
        ...{ show: false, min: 0, max: 1, dimension: 2 },
        inRange: { color: ['#f3f7fa', '#9cc3dd', '#2f7fb3', '#0d3a5c'] },
      },
      series: [
        {
          type: 'heatmap',
          label: { show: true, fontSize: 10 },
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
