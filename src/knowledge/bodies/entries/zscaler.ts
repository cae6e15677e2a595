import type { KnownBody } from "../body.ts";

/** Words of the page with which Zscaler refuses an address (as users quote it; its operator may have changed the rest). */
export const zscalerPage: KnownBody = {
  id: "zscaler",
  name: "Zscaler",
  reference: {
    text: "Zscaler: configuring block notifications",
    url: "https://help.zscaler.com/unified/configuring-block-notifications",
  },
  intermediary: "zscaler",
  sentences: [
    {
      pattern: /Your organization has selected Zscaler to protect you|Internet Security by Zscaler/i,
      statuses: [403],
      cause: "policy-denied",
      likelihood: "certain",
      title: "Zscaler, which filters this organization's traffic, blocked the request",
      why: "This is Zscaler's own page, in the body of its response: it shows it for what the organization's policy does not allow. The server was not asked.",
      fix: "Ask the organization's Zscaler administrator to allow this host, and name the reason that the page gives (a category, a rule, the kind of program); its log has the request.",
    },
  ],
};
