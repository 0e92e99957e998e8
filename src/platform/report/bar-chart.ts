import type { Html } from './html';
import { axisNames, svgChart } from './svg-chart';

export interface Bar {
  readonly label: string;
  readonly value: number;
}

const rowHeight = 20;
const labelWidth = 290;

/** How often each of them occurred, a bar each. */
export const barChart = (bars: readonly Bar[], description: string): Html =>
  svgChart(
    { width: 900, height: bars.length * rowHeight + 50 },
    {
      grid: { left: labelWidth, right: 60, top: 10, bottom: 30 },
      xAxis: { type: 'value', minInterval: 1 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map(({ label }) => label),
        axisTick: { show: false },
        axisLabel: axisNames(labelWidth),
      },
      series: [
        {
          type: 'bar',
          barWidth: '65%',
          itemStyle: { color: '#2f7fb3' },
          label: { show: true, position: 'right', color: '#1b2733' },
          data: bars.map(({ value }) => Math.round(value * 10) / 10),
        },
      ],
    },
    description,
  );
