// The few icons of the frame, drawn as strokes in the colour of the text.
import type { Element } from 'hast';
import { s } from 'hastscript';

const icon = (size: number, ...paths: string[]): Element =>
  s(
    'svg.icon',
    { viewBox: `0 0 ${size} ${size}`, ariaHidden: 'true' },
    paths.map((d) => s('path', { d })),
  );

export const searchIcon = () => icon(20, 'M8.5 3a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M12.7 12.7 17 17');
export const menuIcon = () => icon(20, 'M2 4h16M2 10h16M2 16h16');
/** A disc half filled: both modes at once. */
export const modeIcon = () =>
  s('svg.icon', { viewBox: '0 0 20 20', ariaHidden: 'true' }, [
    s('circle', { cx: 10, cy: 10, r: 7.5 }),
    s('path', { d: 'M10 2.5a7.5 7.5 0 0 1 0 15z', fill: 'currentColor' }),
  ]);
/** A compass on the water: the mark of a site without a logo. */
export const markIcon = () =>
  s('svg.logo', { viewBox: '0 0 24 24', width: 26, height: 26, ariaHidden: 'true' }, [
    s('circle', { cx: 12, cy: 12, r: 10.5 }),
    s('path', { d: 'M12 2.5v6' }),
    s('path.wave', { d: 'M2.5 14c3-3.5 6.5-2.5 9.5-.5s6.5 3 9.5-.5' }),
  ]);
