import type { Html } from './html';
import { svgChart } from './svg-chart';

export interface DatedValue {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly value: number;
}

/** Days that are marked, with a letter that is explained beside the picture. */
export interface MarkedDays {
  readonly from: string;
  readonly until: string;
  readonly mark: string;
}

const ink = '#1b2733';

/** How something went on over time, with the days on which something happened. */
export const lineChart = (
  values: readonly DatedValue[],
  marked: readonly MarkedDays[],
  description: string,
): Html =>
  svgChart(
    { width: 900, height: 260 },
    {
      useUTC: true,
      grid: { left: 70, right: 30, top: 30, bottom: 30 },
      xAxis: {
        type: 'time',
        axisLabel: { color: ink, formatter: '{yyyy}-{MM}', hideOverlap: true, fontSize: 12 },
        minInterval: 2_419_200_000,
      },
      yAxis: { type: 'value', min: 0, axisLabel: { color: ink } },
      series: [
        {
          type: 'line',
          symbol: 'circle',
          symbolSize: 7,
          lineStyle: { color: '#1f5f8b', width: 2 },
          itemStyle: { color: '#1f5f8b' },
          data: values.map(({ day, value }) => [day, value]),
          markArea: {
            silent: true,
            itemStyle: { color: 'rgba(180, 105, 14, 0.22)' },
            label: { color: ink, position: 'top' },
            data: marked.map(({ from, until, mark }) => [{ xAxis: from, name: mark }, { xAxis: until }]),
          },
        },
      ],
    },
    description,
  );
