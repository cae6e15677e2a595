import type { KnownBody } from "./body.ts";
import { aiohttp } from "./entries/aiohttp.ts";
import { apacheLog } from "./entries/apache-log.ts";
import { awsAlbLog } from "./entries/aws-alb-log.ts";
import { awsApiGateway } from "./entries/aws-api-gateway.ts";
import { axum } from "./entries/axum.ts";
import { beast } from "./entries/beast.ts";
import { caddyLog } from "./entries/caddy-log.ts";
import { chromeDevtools } from "./entries/chrome-devtools.ts";
import { cloudflare } from "./entries/cloudflare.ts";
import { cloudfrontLog } from "./entries/cloudfront-log.ts";
import { coderWebsocket } from "./entries/coder-websocket.ts";
import { devServer } from "./entries/dev-server.ts";
import { django } from "./entries/django.ts";
import { djangoLog } from "./entries/django-log.ts";
import { engineIo } from "./entries/engine-io.ts";
import { envoy } from "./entries/envoy.ts";
import { envoyLog } from "./entries/envoy-log.ts";
import { express } from "./entries/express.ts";
import { goHttp } from "./entries/go-http.ts";
import { gorilla } from "./entries/gorilla.ts";
import { haproxy } from "./entries/haproxy.ts";
import { haproxyLog } from "./entries/haproxy-log.ts";
import { herokuLog } from "./entries/heroku-log.ts";
import { homeAssistant } from "./entries/home-assistant.ts";
import { httpSys } from "./entries/http-sys.ts";
import { iis } from "./entries/iis.ts";
import { iisLog } from "./entries/iis-log.ts";
import { kong } from "./entries/kong.ts";
import { kubelet } from "./entries/kubelet.ts";
import { kubernetes } from "./entries/kubernetes.ts";
import { nginx } from "./entries/nginx.ts";
import { nginxLog } from "./entries/nginx-log.ts";
import { ngrok } from "./entries/ngrok.ts";
import { phoenix } from "./entries/phoenix.ts";
import { phoenixLog } from "./entries/phoenix-log.ts";
import { plainHttpOnTls } from "./entries/plain-http-on-tls.ts";
import { plainOrigin } from "./entries/plain-origin.ts";
import { pythonEngineio } from "./entries/python-engineio.ts";
import { pythonWebsockets } from "./entries/python-websockets.ts";
import { rails } from "./entries/rails.ts";
import { railway } from "./entries/railway.ts";
import { signalr } from "./entries/signalr.ts";
import { sockjs } from "./entries/sockjs.ts";
import { spring } from "./entries/spring.ts";
import { starlette } from "./entries/starlette.ts";
import { tlsOnPlain } from "./entries/tls-on-plain.ts";
import { tomcat } from "./entries/tomcat.ts";
import { tornado } from "./entries/tornado.ts";
import { traefikLog } from "./entries/traefik-log.ts";
import { uvicorn } from "./entries/uvicorn.ts";
import { werkzeug } from "./entries/werkzeug.ts";
import { werkzeugLog } from "./entries/werkzeug-log.ts";
import { ws } from "./entries/ws.ts";
import { wsRs } from "./entries/ws-rs.ts";
import { xNetWebsocket } from "./entries/x-net-websocket.ts";
import { zscalerPage } from "./entries/zscaler.ts";

/** The registry: words of one program before those that any server may use. */
export const knownBodies: readonly KnownBody[] = [
  engineIo,
  pythonEngineio,
  signalr,
  ws,
  gorilla,
  coderWebsocket,
  xNetWebsocket,
  sockjs,
  axum,
  beast,
  wsRs,
  chromeDevtools,
  // Its second sentence is Tornado's and Spring's only one.
  aiohttp,
  tornado,
  spring,
  pythonWebsockets,
  uvicorn,
  starlette,
  django,
  djangoLog,
  werkzeug,
  werkzeugLog,
  phoenix,
  phoenixLog,
  express,
  rails,
  homeAssistant,
  devServer,
  goHttp,
  nginx,
  nginxLog,
  apacheLog,
  caddyLog,
  traefikLog,
  envoy,
  envoyLog,
  haproxy,
  haproxyLog,
  awsAlbLog,
  cloudfrontLog,
  herokuLog,
  httpSys,
  iis,
  iisLog,
  tomcat,
  cloudflare,
  ngrok,
  railway,
  awsApiGateway,
  kong,
  kubelet,
  kubernetes,
  zscalerPage,
  plainOrigin,
  plainHttpOnTls,
  tlsOnPlain,
];
