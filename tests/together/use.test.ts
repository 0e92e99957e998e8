import { testTogether } from '../support/test-together';

testTogether('use');
