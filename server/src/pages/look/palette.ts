/**
 * The colours of our own pages, by day and in the dark.
 */

/** Colours by what they are for. `style.test.ts` holds every pair that meets to the contrast of WCAG 2.2 AA. */
export const PALETTE = {
  light: {
    page: '#f3f3f6',
    card: '#ffffff',
    edge: '#e1e1e8',
    field: '#ffffff',
    field_edge: '#84848f',
    text: '#1d1d24',
    muted: '#5d5d69',
    on_page: '#5d5d69',
    accent: '#3b45b5',
    button: '#3b45b5',
    button_strong: '#2e3794',
    on_button: '#ffffff',
    soft: '#f0f1f8',
    alert: '#8d1c1c',
    alert_ground: '#fdf0ef',
    notice: '#6b4400',
    notice_ground: '#fdf4e0',
    success: '#14532d',
    success_ground: '#eaf6ee',
    plate: '#ffffff',
  },
  dark: {
    page: '#111217',
    card: '#1a1c23',
    edge: '#2c2f39',
    field: '#14161c',
    field_edge: '#767a8a',
    text: '#ececf2',
    muted: '#a7a9b8',
    on_page: '#a7a9b8',
    accent: '#a9b3ff',
    button: '#a9b3ff',
    button_strong: '#c5ccff',
    on_button: '#14162b',
    soft: '#232630',
    alert: '#ffb4ab',
    alert_ground: '#3a1d1c',
    notice: '#f6cf87',
    notice_ground: '#33270f',
    success: '#a6e3b8',
    success_ground: '#15301f',
    plate: '#ffffff',
  },
} as const;

export type Colours = Readonly<Record<keyof typeof PALETTE.light, string>>;

/** Colours as the custom properties that the rules use. */
export function customProperties(colours: Partial<Colours>): string {
  return Object.entries(colours)
    .map(([name, colour]) => `--${name.replace('_', '-')}:${colour}`)
    .join(';');
}
