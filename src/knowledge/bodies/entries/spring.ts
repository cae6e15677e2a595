import type { KnownBody } from "../body.ts";

/** Words of Spring in the bodies of refused handshakes. */
export const spring: KnownBody = {
  id: "spring",
  name: "Spring",
  reference: {
    text: "Spring Framework: DefaultCorsProcessor",
    url: "https://github.com/spring-projects/spring-framework/blob/main/spring-web/src/main/java/org/springframework/web/cors/DefaultCorsProcessor.java",
  },
  sentences: [
    {
      pattern: /^Invalid CORS request/i,
      cause: "origin-rejected",
      likelihood: "certain",
      title: "The server does not accept the origin of this request, or the lack of one",
      why: "Spring says so in the body of its response.",
      fix: "Add the page's origin to the list that the server accepts. If it is the server's own, make the proxy forward the original `Host`.",
      setting: "allow-origin",
      keeps: ["host-not-forwarded"],
    },
  ],
};
