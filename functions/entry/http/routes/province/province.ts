/** The province's pages, put together. */
import { Hono } from 'hono';
import type { Service } from '../../../../service/service.ts';
import type { Env } from '../../context.ts';
import type { SignIn } from '../../sign-in.ts';
import { compareRoutes } from './compare.ts';
import { lettersRoutes } from './letters.ts';
import { noticeRoutes } from './notice.ts';
import { officerPages } from './officer-pages.ts';
import { overviewRoutes } from './overview.ts';
import { remediationRoutes } from './remediation.ts';
import { returnsRoutes } from './returns.ts';
import { roundsRoutes } from './rounds.ts';
import { scoresRoutes } from './scores.ts';
import { settingsRoutes } from './settings.ts';
import { sheetsRoutes } from './sheets.ts';

export function provinceRoutes(service: Service, entrance: SignIn): Hono<Env> {
  const pages = officerPages(entrance);
  return new Hono<Env>()
    .route('/', roundsRoutes(service, pages))
    .route('/', overviewRoutes(service, pages))
    .route('/', compareRoutes(service, pages))
    .route('/', settingsRoutes(service, entrance, pages))
    .route('/', sheetsRoutes(service, pages))
    .route('/', lettersRoutes(service, pages))
    .route('/', scoresRoutes(service, entrance, pages))
    .route('/', noticeRoutes(service, pages))
    .route('/', remediationRoutes(service, entrance, pages))
    .route('/', returnsRoutes(service, pages));
}
