import { init, type EChartsOption } from 'echarts';
import { sha256Hex } from '../digest';
import { Html } from './html';

export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Names beside an axis, cut where there is no room. How wide letters are is only guessed where there is no browser: a third
 * of the room is kept free, so that no reader's font runs out of the picture.
 */
export const axisNames = (room: number) => ({
  width: Math.round((room * 2) / 3),
  overflow: 'truncate' as const,
  color: '#1b2733',
  fontSize: 11,
  interval: 0,
});

const font = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** A chart as a picture of lines and letters, drawn here and not by the reader's browser. */
export function svgChart(size: ChartSize, option: EChartsOption, description: string): Html {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: font }, ...option });
    const label = description.replace(/[&<>"]/g, ' ');
    return new Html(
      withOwnNames(chart.renderToSVGString()).replace('<svg ', `<svg role="img" aria-label="${label}" `),
    );
  } finally {
    chart.dispose();
  }
}

const drawnName = /\bzr\d+-[a-z]+-?\d+\b/g;

/**
 * The names of its styles come from counters of the whole process: the same picture would be drawn in other bytes each
 * time, and would tell how many were drawn before. Here they follow from the picture, so that two on a page differ.
 */
function withOwnNames(svg: string): string {
  const places = new Map<string, number>();
  const placed = svg.replace(drawnName, (name) => {
    const place = places.get(name) ?? places.size;
    places.set(name, place);
    return `zr0-n-${place}`;
  });
  const picture = sha256Hex(placed).slice(0, 12);
  return placed.replace(/\bzr0-n-(\d+)\b/g, `p${picture}-$1`);
}
