import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn } from 'echarts';
import type { Html } from './html';
import { axisNames, svgChart } from './svg-chart';

export interface IntervalRow {
  readonly label: string;
  readonly value: number;
  /** Null where nothing is known of how far off the value may be. */
  readonly interval: { readonly lower: number; readonly upper: number } | null;
}

const rowHeight = 22;
const labelWidth = 290;
const ink = '#1f5f8b';
const pale = '#8fb3cc';

/** Shares with their intervals, a row each: how high, and how sure. The axis runs from 0 (or the lowest limit) to 1. */
export function intervalChart(rows: readonly IntervalRow[], description: string): Html {
  const lowest = Math.min(0, ...rows.map(({ value, interval }) => interval?.lower ?? value));
  const height = rows.length * rowHeight + 50;
  return svgChart(
    { width: 900, height },
    {
      grid: { left: labelWidth, right: 30, top: 10, bottom: 30 },
      xAxis: { type: 'value', min: Math.floor(lowest * 10) / 10, max: 1, axisLine: { show: true } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map(({ label }) => label),
        axisTick: { show: false },
        axisLabel: axisNames(labelWidth),
      },
      series: [
        {
          type: 'custom',
          renderItem: (_, api) => whisker(api),
          data: rows.flatMap(({ interval }, row) =>
            interval === null ? [] : [[interval.lower, row, interval.upper]],
          ),
        },
        {
          type: 'scatter',
          symbolSize: 9,
          itemStyle: { color: ink },
          data: rows.map(({ value }, row) => [value, row]),
        },
      ],
    },
    description,
  );
}

function whisker(api: CustomSeriesRenderItemAPI): CustomSeriesRenderItemReturn {
  const [left = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
  const [right = 0] = api.coord([api.value(2), api.value(1)]);
  const style = { stroke: pale, lineWidth: 3, lineCap: 'round' as const };
  return { type: 'line', shape: { x1: left, y1: y, x2: right, y2: y }, style };
}
