import { testTogether } from '../../support/test-together';

testTogether(__dirname);
