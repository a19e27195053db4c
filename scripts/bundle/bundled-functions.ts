/** What is bundled: each function by the folder it is deployed from. */

export interface BundledFunction {
  /** The folder below the one asked for, and the name of the Cloud Run service. */
  readonly service: string;
  /** Its entry, below `functions/entry/registered/`. */
  readonly entry: string;
  /** The name it is registered by; without it the entry is started as a program and listens itself. */
  readonly target?: string;
}

export const BUNDLED_FUNCTIONS: readonly BundledFunction[] = [
  { service: 'api', entry: 'serve-api.ts' },
  { service: 'on-upload', entry: 'on-upload.ts', target: 'onUpload' },
  { service: 'build-summary', entry: 'build-summary.ts', target: 'buildSummary' },
  { service: 'on-drive-change', entry: 'on-drive-change.ts', target: 'onDriveChange' },
  { service: 'sweep', entry: 'sweep.ts', target: 'sweep' },
  { service: 'remind', entry: 'remind.ts', target: 'remind' },
];
