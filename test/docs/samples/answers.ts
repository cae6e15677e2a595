import type { Headers } from "../../../src/upgrade/http/headers.ts";

/** Header lines of answers as products write them; each product's entry shows those that it is recognised by. */
export const ANSWERS: readonly Headers[] = [
  [
    ["Server", "cloudflare"],
    ["CF-RAY", "8c1f2a3b4c5d6e7f-LHR"],
  ],
  [
    ["Server", "Vercel"],
    ["X-Vercel-Id", "lhr1::abc"],
  ],
  ...single(
    ["Server", "nginx/1.22.1"],
    ["Server", "openresty/1.21.4.1"],
    ["Server", "Tengine/3.1.0"],
    ["Server", "Apache/2.4.57 (Debian)"],
    ["Server", "Caddy"],
    ["Server", "envoy"],
    ["Server", "istio-envoy"],
    ["Server", "Microsoft-Azure-Application-Gateway/v2"],
    ["x-amz-apigw-id", "W85cPGkVvHcFa4g="],
    ["Server", "awselb/2.0"],
    ["Server", "AkamaiGHost"],
    ["Server", "Zscaler/6.2"],
    ["Server", "Netlify"],
    ["Server", "Fly/0a1b2c3 (2026-08-07)"],
    ["Server", "Google Frontend"],
    ["Server", "APISIX/3.9.1"],
    ["Server", "lighttpd/1.4.69"],
    ["Server", "LiteSpeed"],
    ["Server", "Microsoft-IIS/10.0"],
    ["Server", "Microsoft-HTTPAPI/2.0"],
    ["Via", "1.1 Caddy"],
    ["Via", "1.1 53af2b28467538a2cf4d1a59d3a8b864.cloudfront.net (CloudFront)"],
    ["Via", "1.1 vegur"],
    ["Via", "2 fly.io"],
    ["Via", "1.1 google"],
    ["Via", "1.1 web-7 (Varnish/7.1)"],
    ["Via", "1.1 proxy.corp.example (squid/6.6)"],
    ["Via", "1.1 kong/3.8.0"],
    ["Via", "NS-CACHE-10.0: 18"],
    ["CF-RAY", "8c1f2a3b4c5d6e7f-LHR"],
    ["x-amz-cf-id", "t57Mpu22CNMyoa7bLDiOZ"],
    ["X-Cache", "Error from cloudfront"],
    ["x-fastly-request-id", "abc"],
    ["X-Served-By", "cache-lhr7321-LHR"],
    ["X-Akamai-Transformed", "9 - 0 pmb=mRUM,1"],
    ["x-azure-ref", "20260101T000000Z-abc"],
    ["x-envoy-upstream-service-time", "12"],
    ["X-CDN", "Imperva"],
    ["X-Iinfo", "1-2-3 NNNN"],
    ["X-Sucuri-ID", "11005"],
    ["x-nf-request-id", "01ABC"],
    ["fly-request-id", "01ABC-lhr"],
    ["x-render-origin-server", "Render"],
    ["X-Varnish", "32770 3"],
    ["X-Squid-Error", "ERR_ACCESS_DENIED 0"],
    ["Set-Cookie", "AWSALB=secret; Path=/"],
    ["Set-Cookie", "bm_sz=secret"],
    ["Set-Cookie", "TiPMix=12.3"],
    ["Set-Cookie", "ARRAffinity=secret; Path=/"],
    ["Set-Cookie", "visid_incap_123=secret"],
    ["Set-Cookie", "barra_counter_session=1"],
    ["Set-Cookie", "BIGipServerpool=167772170.20480.0000"],
    ["Set-Cookie", "TS01a2b3c4=secret"],
    ["Set-Cookie", "NSC_app=secret"],
  ),
];

function single(...headers: readonly Headers[number][]): Headers[] {
  return headers.map((header) => [header]);
}

/** Host names of products' own domains. */
export const HOSTS: readonly string[] = [
  "abcd1234.execute-api.eu-west-1.amazonaws.com",
  "d111111abcdef8.cloudfront.net",
  "app-xyz-ew.a.run.app",
  "app.azurewebsites.net",
  "app.azurefd.net",
  "app.herokuapp.com",
  "app.fly.dev",
];
