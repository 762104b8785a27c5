import type { Options } from 'yargs';
import { CHARTS, type PictureOptions } from './terminal-picture.ts';

/** The options that say how a report is drawn, alike in every command that prints one. */
export const PICTURE_OPTIONS: Readonly<Record<keyof PictureOptions, Options>> = {
  charts: {
    choices: CHARTS,
    default: 'auto',
    describe: 'Charts in the report; auto: on a terminal',
  },
  ascii: { type: 'boolean', describe: 'Print nothing but ASCII, names in the scenario excepted' },
};
