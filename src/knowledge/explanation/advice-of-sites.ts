import { addressOf, isPrivateHost } from "../../upgrade/http/address.ts";
import { headerValue, headerValues } from "../../upgrade/http/headers.ts";
import { isProbablySameSite, isSurelyOtherSite } from "../../upgrade/http/site.ts";
import { wasOpened } from "../../upgrade/state.ts";
import { headersOf } from "../checks/observed.ts";
import { cloudflare } from "../intermediaries/entries/cloudflare.ts";
import { rfc } from "../reference.ts";
import { code, visibleText } from "../text.ts";
import type { Advise } from "./explanation.ts";

/**
 * Cross-site WebSocket hijacking: browsers send cookies with the handshake whichever site opens it, and no rule for other origins
 * stands before it (RFC 6455 §10.2). Whether the server looks at the origin cannot be seen, only that it let this one in.
 */
export const foreignOrigin: Advise = (upgrade) => {
  const headers = headersOf(upgrade, "request");
  const address = addressOf(upgrade.url);
  if (headers === null || address === null || !wasOpened(upgrade) || upgrade.response === null) return null;
  const origins = headerValues(headers, "Origin");
  const origin = origins.length === 1 ? addressOf(origins[0] ?? null) : null;
  const hasCookies = (headerValue(headers, "Cookie") ?? "").trim() !== "";
  if (origin === null || origin.scheme === "other" || !hasCookies) return null;
  if (isPrivateHost(origin.host) || isPrivateHost(address.host) || !isSurelyOtherSite(origin.host, address.host))
    return null;
  return {
    id: "foreign-origin",
    text: `A page of another site, ${code(origin.host)}, opened this connection; the browser sent cookies with it, and the server accepted. If those cookies log somebody in, the server must check the \`Origin\` header: otherwise any site can connect in that person's name (cross-site WebSocket hijacking). Whether it does cannot be seen from here.`,
    evidence: [
      `request header Origin: ${visibleText(origins[0] ?? "")}`,
      "request header Cookie is present",
      `status ${upgrade.response.status} of the response`,
    ],
    reference: rfc(6455, "10.2"),
  };
};

/** A socket that goes around what the page is served through. */
export const besideCloudflare: Advise = (upgrade, { page, capture }) => {
  const [own, pages] = [addressOf(upgrade.url), addressOf(page)];
  const { response } = upgrade;
  if (own === null || pages === null || response === null || response.headers.length === 0) return null;
  if (own.authority === pages.authority || !isProbablySameSite(own.host, pages.host)) return null;
  if (capture.recognitionsIn(response.headers).has(cloudflare.id)) return null;
  const mark = capture.marksNear(upgrade.id, pages).get(cloudflare.id);
  if (mark === undefined || mark.found.confidence !== "certain") return null;
  return {
    id: "beside-cloudflare",
    text: `The page's host, ${code(pages.authority)}, is behind Cloudflare; the response to this handshake, from ${code(own.authority)}, has no mark of it. If the connection does not go through Cloudflare, its firewall, limits and timeouts do not apply here, and the server's own address is visible.`,
    evidence: [
      ...mark.found.headers.map(
        (header) => `${visibleText(header)} on the response to ${visibleText(mark.response.url)}`,
      ),
      "no header of Cloudflare on the response to the handshake",
    ],
    reference: cloudflare.reference,
  };
};
