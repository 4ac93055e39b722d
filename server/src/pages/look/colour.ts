/**
 * Colours as WCAG 2.2 measures them, and shades of one that can be read where it cannot.
 */
import { asciiLowerCase } from '../../protocol/octets.ts';

/** How a colour is written everywhere in this room: nothing else reaches a stylesheet. */
const COLOUR = /^#[0-9a-f]{6}$/;

type Triple = readonly [number, number, number];

/** A colour in lower case, or undefined for whatever is not `#rrggbb`. */
export function checkedColour(colour: string | undefined): string | undefined {
  const lower = colour === undefined ? undefined : asciiLowerCase(colour);
  return lower !== undefined && COLOUR.test(lower) ? lower : undefined;
}

/** Red, green and blue from 0 to 1. */
function channels(colour: string): Triple {
  const at = (start: number) => Number.parseInt(colour.slice(start, start + 2), 16) / 255;
  return [at(1), at(3), at(5)];
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const linear = (channel: number) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  const [red, green, blue] = channels(colour);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio (WCAG 2.2), from 1 to 21. */
export function contrast(a: string, b: string): number {
  const [one, other] = [luminance(a), luminance(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** White where it can be read on this ground, else black: one of the two always can (4.58 at the worst). */
export function textOn(ground: string): '#ffffff' | '#000000' {
  return contrast('#ffffff', ground) >= 4.5 ? '#ffffff' : '#000000';
}

export type Shade = {
  readonly colour: string;
  /** What it is seen on. */
  readonly grounds: readonly string[];
  readonly least: number;
  /** Which way lightness moves: away from the grounds. */
  readonly toward: 'black' | 'white';
};

/** As many halvings as tell two colours of eight bits a channel apart. */
const HALVINGS = 10;

/** The colour itself where its contrast with every ground is enough, else the nearest of its shades that has it. */
export function readableShade({ colour, grounds, least, toward }: Shade): string {
  const passes = (shade: string) => grounds.every((ground) => contrast(shade, ground) >= least);
  const [hue, saturation, lightness] = hslOf(colour);
  const search = (near: number, far: number, halvings: number): number => {
    if (halvings === 0) return far;
    const middle = (near + far) / 2;
    return passes(hexOf([hue, saturation, middle]))
      ? search(near, middle, halvings - 1)
      : search(middle, far, halvings - 1);
  };
  if (passes(colour)) return colour;
  return hexOf([hue, saturation, search(lightness, toward === 'black' ? 0 : 1, HALVINGS)]);
}

/** The same hue, lighter (or darker, below zero) by this share of the whole range. */
export function lighter(colour: string, by: number): string {
  const [hue, saturation, lightness] = hslOf(colour);
  return hexOf([hue, saturation, Math.min(1, Math.max(0, lightness + by))]);
}

/** Hue from 0 to 6, saturation and lightness from 0 to 1 (CSS Color 4 §7). */
function hslOf(colour: string): Triple {
  const [red, green, blue] = channels(colour);
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const lightness = (most + least) / 2;
  const chroma = most - least;
  if (chroma === 0) return [0, 0, lightness];
  const saturation = chroma / (1 - Math.abs(2 * lightness - 1));
  if (most === red) return [((green - blue) / chroma + 6) % 6, saturation, lightness];
  if (most === green) return [(blue - red) / chroma + 2, saturation, lightness];
  return [(red - green) / chroma + 4, saturation, lightness];
}

function hexOf([hue, saturation, lightness]: Triple): string {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const turn = (offset + hue * 2) % 12;
    return lightness - reach * Math.max(-1, Math.min(turn - 3, 9 - turn, 1));
  };
  return `#${[channel(0), channel(8), channel(4)].map(hexPair).join('')}`;
}

function hexPair(channel: number): string {
  return Math.round(channel * 255)
    .toString(16)
    .padStart(2, '0');
}
