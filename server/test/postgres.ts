/**
 * A real PostgreSQL for tests, made from nothing in a temporary folder and gone when the process ends. fsync stays on:
 * some cases are about what survives.
 */
import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { userInfo, tmpdir } from 'node:os';
import { join } from 'node:path';

