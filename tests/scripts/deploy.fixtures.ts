/** A province's deployment as the tests use it. */
import type { DeploySettings } from '../../scripts/deploy/settings.ts';

export const A_PROVINCE: DeploySettings = {
  project: 'tinh-cchc',
  projectNumber: '123456789012',
  region: 'asia-southeast1',
  officers: 'an@tinh.gov.vn:administrator,binh@tinh.gov.vn:officer',
  clientId: '1-a.apps.googleusercontent.com',
  driveFolder: '0ABcdEfGhIjKlMnOpQ',
  publicUrl: 'https://cchc.tinh.gov.vn',
  retentionDays: '365',
  minInstances: '1',
};

export const WITHOUT_SHEETS: DeploySettings = {
  ...A_PROVINCE,
  driveFolder: undefined,
  publicUrl: undefined,
  retentionDays: undefined,
};
