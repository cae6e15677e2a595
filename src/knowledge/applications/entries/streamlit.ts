import type { Application } from "../application.ts";

/** Its server is Tornado, with a check of the origin of its own. */
export const streamlitServer: Application = {
  id: "streamlit",
  name: "Streamlit",
  reference: {
    text: "Streamlit: config.toml",
    url: "https://docs.streamlit.io/develop/api-reference/configuration/config.toml",
  },
  protocols: ["streamlit"],
  isGeneral: false,
  settings: {
    "allow-origin": ({ originHost }) =>
      [
        "# .streamlit/config.toml: the address at which browsers reach it",
        "[browser]",
        `serverAddress = "${originHost}"`,
        "",
        "# or without any check of the origin",
        "[server]",
        "enableCORS = false",
        "enableXsrfProtection = false",
      ].join("\n"),
    "serve-path": () =>
      ["# .streamlit/config.toml; the part of the path before /_stcore", "[server]", 'baseUrlPath = "BASE"'].join("\n"),
  },
};
