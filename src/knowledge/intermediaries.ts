import { akamai } from "./intermediaries/akamai.ts";
import { apache } from "./intermediaries/apache.ts";
import { apisix } from "./intermediaries/apisix.ts";
import { awsAlb } from "./intermediaries/aws-alb.ts";
import { awsApiGateway } from "./intermediaries/aws-api-gateway.ts";
import { azureAppService } from "./intermediaries/azure-app-service.ts";
import { azureApplicationGateway } from "./intermediaries/azure-application-gateway.ts";
import { azureFrontDoor } from "./intermediaries/azure-front-door.ts";
import { barracuda } from "./intermediaries/barracuda.ts";
import { caddy } from "./intermediaries/caddy.ts";
import { cloudRun } from "./intermediaries/cloud-run.ts";
import { cloudflare } from "./intermediaries/cloudflare.ts";
import { cloudfront } from "./intermediaries/cloudfront.ts";
import { envoy } from "./intermediaries/envoy.ts";
import { f5BigIp } from "./intermediaries/f5-big-ip.ts";
import { fastly } from "./intermediaries/fastly.ts";
import { fly } from "./intermediaries/fly.ts";
import { googleFrontend } from "./intermediaries/google-frontend.ts";
import { googleLoadBalancer } from "./intermediaries/google-load-balancer.ts";
import { haproxy } from "./intermediaries/haproxy.ts";
import { heroku } from "./intermediaries/heroku.ts";
import { iis } from "./intermediaries/iis.ts";
import { imperva } from "./intermediaries/imperva.ts";
import { ingressNginx } from "./intermediaries/ingress-nginx.ts";
import { istio } from "./intermediaries/istio.ts";
import { kong } from "./intermediaries/kong.ts";
import { lighttpd } from "./intermediaries/lighttpd.ts";
import { litespeed } from "./intermediaries/litespeed.ts";
import { netlify } from "./intermediaries/netlify.ts";
import { netscaler } from "./intermediaries/netscaler.ts";
import { nginx } from "./intermediaries/nginx.ts";
import { nodeHttpProxy } from "./intermediaries/node-http-proxy.ts";
import { openresty } from "./intermediaries/openresty.ts";
import { render } from "./intermediaries/render.ts";
import { squid } from "./intermediaries/squid.ts";
import { sucuri } from "./intermediaries/sucuri.ts";
import { tengine } from "./intermediaries/tengine.ts";
import { traefik } from "./intermediaries/traefik.ts";
import { varnish } from "./intermediaries/varnish.ts";
import { vercel } from "./intermediaries/vercel.ts";
import { viteProxy } from "./intermediaries/vite-proxy.ts";
import { webpackProxy } from "./intermediaries/webpack-proxy.ts";
import { zscaler } from "./intermediaries/zscaler.ts";
import type { Intermediary } from "./intermediary.ts";

/**
 * The registry, from the browser's side to the server's: that is how the way is drawn when several were recognised. Within
 * a group the more common come first: that is how fixes are listed when none was.
 */
export const intermediaries: readonly Intermediary[] = [
  // Filters and forward proxies of the network that the browser is in
  zscaler,
  squid,
  // Content delivery networks, firewalls for websites
  cloudflare,
  cloudfront,
  fastly,
  akamai,
  azureFrontDoor,
  imperva,
  sucuri,
  // Hosting platforms
  vercel,
  netlify,
  heroku,
  fly,
  render,
  // Load balancers
  awsAlb,
  awsApiGateway,
  googleLoadBalancer,
  googleFrontend,
  cloudRun,
  azureApplicationGateway,
  azureAppService,
  f5BigIp,
  netscaler,
  barracuda,
  haproxy,
  // Reverse proxies and gateways
  nginx,
  ingressNginx,
  openresty,
  tengine,
  apache,
  caddy,
  envoy,
  istio,
  traefik,
  kong,
  apisix,
  varnish,
  lighttpd,
  litespeed,
  iis,
  // Proxies inside development servers
  viteProxy,
  webpackProxy,
  nodeHttpProxy,
];
