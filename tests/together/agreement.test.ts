import { testTogether } from '../support/test-together';

testTogether('agreement');
