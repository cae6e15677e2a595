import type { Intermediary } from "../intermediary.ts";
import { cookieMark, recognized } from "../marks.ts";
import { remoteOnly } from "../snippets/address.ts";

/** Its front end's idle limit is not documented, so none is given here. */
export const azureAppService: Intermediary = {
  id: "azure-app-service",
  name: "Azure App Service",
  reference: {
    text: "Azure App Service: general settings",
    url: "https://learn.microsoft.com/en-us/azure/app-service/configure-common",
  },
  behavior: "Azure App Service has its own setting for WebSockets, which may still be off on Windows plans.",
  recognize: (headers) =>
    recognized(
      ["likely", cookieMark(headers, /^TiPMix$/)],
      // Application Request Routing on somebody's own IIS sets a cookie of this name too.
      ["possible", cookieMark(headers, /^ARRAffinity(?:SameSite)?$/)],
    ),
  ownHosts: /\.azurewebsites\.net$/,
  timeouts: [],
  snippets: {
    "forward-upgrade": remoteOnly(
      () => "az webapp config set --resource-group GROUP --name APP --web-sockets-enabled true",
    ),
    "sticky-sessions": remoteOnly(
      () => "az webapp update --resource-group GROUP --name APP --client-affinity-enabled true",
    ),
  },
};
