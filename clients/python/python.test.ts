import { testPrograms } from '../test-programs.ts';

testPrograms('python');
