import { testPrograms } from '../test-programs.ts';

testPrograms('apache');
