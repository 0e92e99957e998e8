import { init, type EChartsOption } from 'echarts';
import { Html } from './html';

export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

const font = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** A chart as a picture of lines and letters, drawn here and not by the reader's browser. */
export function svgChart(size: ChartSize, option: EChartsOption, description: string): Html {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: font }, ...option });
    const label = description.replace(/[&<>"]/g, ' ');
    return new Html(chart.renderToSVGString().replace('<svg ', `<svg role="img" aria-label="${label}" `));
  } finally {
    chart.dispose();
  }
}
