/**
 * Every module by its name.
 */
import type { Module } from '../runner/module.ts';
import { HAPPY_PATH_MODULES } from './happy-path.ts';

export const MODULES: ReadonlyMap<string, Module> = new Map(
  [...HAPPY_PATH_MODULES].map((module) => [module.name, module]),
);
