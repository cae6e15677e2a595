import type { KnownBody } from "../body.ts";

/** Words of Tomcat in the bodies of refused handshakes. */
export const tomcat: KnownBody = {
  id: "tomcat",
  name: "Tomcat",
  reference: {
    text: "Tomcat: error reports",
    url: "https://tomcat.apache.org/tomcat-10.1-doc/config/valve.html#Error_Report_Valve",
  },
  sentences: [
    {
      pattern:
        /The requested resource \[[^\]]*\] is not available|The origin server did not find a current representation/i,
      cause: "wrong-path",
      likelihood: "likely",
      title: "No application on Tomcat has this path",
      why: "This is the text of Tomcat's error report.",
      fix: "Compare the path with the application's context path and with the endpoint's.",
    },
  ],
};
