import { akamai } from "./entries/akamai.ts";
import { apache } from "./entries/apache.ts";
import { apisix } from "./entries/apisix.ts";
import { awsAlb } from "./entries/aws-alb.ts";
import { awsApiGateway } from "./entries/aws-api-gateway.ts";
import { awsElb } from "./entries/aws-elb.ts";
import { azureAppService } from "./entries/azure-app-service.ts";
import { azureApplicationGateway } from "./entries/azure-application-gateway.ts";
import { azureFrontDoor } from "./entries/azure-front-door.ts";
import { barracuda } from "./entries/barracuda.ts";
import { caddy } from "./entries/caddy.ts";
import { cloudRun } from "./entries/cloud-run.ts";
import { cloudflare } from "./entries/cloudflare.ts";
import { cloudflareTunnel } from "./entries/cloudflare-tunnel.ts";
import { cloudfront } from "./entries/cloudfront.ts";
import { digitaloceanAppPlatform } from "./entries/digitalocean-app-platform.ts";
import { envoy } from "./entries/envoy.ts";
import { f5BigIp } from "./entries/f5-big-ip.ts";
import { fastly } from "./entries/fastly.ts";
import { fly } from "./entries/fly.ts";
import { githubCodespaces } from "./entries/github-codespaces.ts";
import { gitpod } from "./entries/gitpod.ts";
import { googleFrontend } from "./entries/google-frontend.ts";
import { googleLoadBalancer } from "./entries/google-load-balancer.ts";
import { haproxy } from "./entries/haproxy.ts";
import { heroku } from "./entries/heroku.ts";
import { iis } from "./entries/iis.ts";
import { imperva } from "./entries/imperva.ts";
import { ingressNginx } from "./entries/ingress-nginx.ts";
import { istio } from "./entries/istio.ts";
import { kong } from "./entries/kong.ts";
import { koyeb } from "./entries/koyeb.ts";
import { lighttpd } from "./entries/lighttpd.ts";
import { litespeed } from "./entries/litespeed.ts";
import { netlify } from "./entries/netlify.ts";
import { netscaler } from "./entries/netscaler.ts";
import { nginx } from "./entries/nginx.ts";
import { nginxProxyManager } from "./entries/nginx-proxy-manager.ts";
import { ngrok } from "./entries/ngrok.ts";
import { nodeHttpProxy } from "./entries/node-http-proxy.ts";
import { openresty } from "./entries/openresty.ts";
import { railway } from "./entries/railway.ts";
import { render } from "./entries/render.ts";
import { squid } from "./entries/squid.ts";
import { sucuri } from "./entries/sucuri.ts";
import { tailscale } from "./entries/tailscale.ts";
import { tengine } from "./entries/tengine.ts";
import { traefik } from "./entries/traefik.ts";
import { varnish } from "./entries/varnish.ts";
import { vercel } from "./entries/vercel.ts";
import { viteProxy } from "./entries/vite-proxy.ts";
import { webpackProxy } from "./entries/webpack-proxy.ts";
import { zscaler } from "./entries/zscaler.ts";
import type { Intermediary } from "./intermediary.ts";

/**
 * The registry, from the browser's side to the server's: that is how the path is drawn when several were recognized. Within
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
  railway,
  digitaloceanAppPlatform,
  koyeb,
  // Tunnels and remote workplaces
  ngrok,
  cloudflareTunnel,
  tailscale,
  githubCodespaces,
  gitpod,
  // Load balancers
  awsAlb,
  awsElb,
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
  nginxProxyManager,
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
