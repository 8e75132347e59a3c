import { figure } from './figure';
import type { DeploymentTimes } from './quota/tables';

const WIDTH = 720;
const HEIGHT = 400;
const MARGIN = { left: 60, right: 120, top: 44, bottom: 48 };
const COLOURS = { create: '#1b6ca8', move: '#c05a00', delete: '#4a7c2c' };

/** Deploy time against the number of associations, with the range of the rounds and the floor that no one can be under. */
export function chart(times: DeploymentTimes): string {
  const most = Math.max(...times.map(({ associations }) => associations));
  const slowest = Math.max(...times.flatMap(({ rounds }) => rounds.map(({ seconds }) => seconds)));
  const x = (associations: number): number =>
    MARGIN.left + (associations / most) * (WIDTH - MARGIN.left - MARGIN.right);
  const y = (seconds: number): number =>
    HEIGHT - MARGIN.bottom - (seconds / slowest) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const sizes = [...new Set(times.map(({ associations }) => associations))];
  const lines = Object.entries(COLOURS).map(([deed, colour], index) => {
    const points = times
      .filter((one) => one.deed === deed)
      .map(({ associations, rounds }) => ({ associations, ...figure(rounds.map(({ seconds }) => seconds)) }));
    const path = points.map((point) => `${x(point.associations)},${y(point.median).toFixed(1)}`).join(' ');
    const ranges = points.map(
      ({ associations, least, most: longest }) =>
        `<line x1="${x(associations)}" x2="${x(associations)}" y1="${y(least).toFixed(1)}" y2="${y(longest).toFixed(1)}" stroke="${colour}"/>`,
    );
    const label = `<text x="${WIDTH - MARGIN.right + 12}" y="${MARGIN.top + 60 + index * 20}" fill="${colour}">${deed}</text>`;
    return [`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`, ...ranges, label].join(
      '\n',
    );
  });
  const ticksX = sizes.map((size) => `<text x="${x(size)}" y="${HEIGHT - 26}" text-anchor="middle">${size}</text>`);
  const ticksY = [0, 25, 50, 75, 100]
    .filter((seconds) => seconds <= slowest)
    .map((seconds) => `<text x="${MARGIN.left - 8}" y="${y(seconds) + 4}" text-anchor="end">${seconds}</text>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
    '<rect width="100%" height="100%" fill="white"/>',
    `<text x="${MARGIN.left}" y="22" font-size="15">Seconds to deploy so many associations at one request a second</text>`,
    `<polyline points="${x(0)},${y(slowest)} ${x(0)},${y(0)} ${x(most)},${y(0)}" fill="none" stroke="black"/>`,
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(most)}" y2="${y(most)}" stroke="grey" stroke-dasharray="5 4"/>`,
    `<text x="${WIDTH - MARGIN.right + 12}" y="${MARGIN.top + 120}" fill="grey">the floor</text>`,
    ...ticksX,
    ...ticksY,
    `<text x="${x(most / 2)}" y="${HEIGHT - 8}" text-anchor="middle">associations</text>`,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}
