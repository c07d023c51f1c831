/** Real parts on a loaded machine take their time; a test that hangs still ends. */
import { jest } from '@jest/globals';

jest.setTimeout(600_000);
