/** Everything a deployment consists of, in the order in which one thing needs another. */
import { eventSteps, topicSteps } from './event-steps.ts';
import { projectSteps } from './project-steps.ts';
import { rightSteps } from './right-steps.ts';
import { secretSteps } from './secret-steps.ts';
import { serviceSteps } from './service-steps.ts';
import type { DeploySettings } from './settings.ts';
import type { Step } from './step.ts';
import { storeSteps } from './store-steps.ts';

/** Steps that may all be run again; `folder` is where the bundles are. */
export const deployment = (settings: DeploySettings, folder: string): readonly Step[] => [
  ...projectSteps(settings),
  ...storeSteps(settings),
  ...secretSteps(settings),
  ...topicSteps(settings),
  ...rightSteps(settings, 'stores'),
  ...serviceSteps(settings, folder),
  ...rightSteps(settings, 'services'),
  ...eventSteps(settings),
];
