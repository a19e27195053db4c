/** Everything the service answers over HTTP, put together; each group of addresses has a file in `routes/`. */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Service } from '../../service/service.ts';
import type { Env } from './context.ts';
import { answerFailure, answerUnknown } from './failures.ts';
import { requestLog } from './request-log.ts';
import { apiRoutes } from './routes/api.ts';
import { assetRoutes } from './routes/assets.ts';
import { communeRoutes } from './routes/commune.ts';
import { compareApi } from './routes/compare-api.ts';
import { entranceRoutes } from './routes/entrance.ts';
import { lettersApi } from './routes/letters-api.ts';
import { provinceRoutes } from './routes/province/province.ts';
import { sheetsApi } from './routes/sheets-api.ts';
import { signIn } from './sign-in.ts';

/** Only what comes from here: no other origin, nothing inline, no frame around it. */
const contentSecurityPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** The whole of it, over one service. */
export function httpApp(service: Service): Hono<Env> {
  const { config, log, register } = service;
  const isSecure = config.publicUrl.startsWith('https:');
  const entrance = signIn(service);
  const app = new Hono<Env>();
  app.use(async (context, next) => {
    context.set('requestId', randomUUID());
    await next();
  });
  app.use(requestLog(log));
  app.use(
    secureHeaders({
      contentSecurityPolicy,
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
      strictTransportSecurity: isSecure && 'max-age=31536000',
    }),
  );
  app.route('/tinh', assetRoutes());
  app.route('/p', communeRoutes(register));
  app.route('/dot', provinceRoutes(service, entrance));
  app.route('/api', apiRoutes(service, entrance));
  app.route('/api', compareApi(service, entrance));
  app.route('/api', lettersApi(service, entrance));
  app.route('/api', sheetsApi(service, entrance));
  app.route('/', entranceRoutes(service, entrance));
  const fail = answerFailure(log, entrance);
  app.notFound(answerUnknown(fail));
  app.onError(fail);
  return app;
}
