import type { ControlKnowledge } from "./control.ts";

/** SignalR's own handshake, and its close message. */
export const signalrControl: ControlKnowledge = {
  id: "signalr",
  name: "SignalR",
  protocols: ["signalr"],
  recognizedAs: "signalr",
  reference: {
    text: "SignalR: hub protocol",
    url: "https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md",
  },
  part: { named: "the hub", unnamed: "a hub" },
  codes: {},
  refusesSingly: false,
  isReadInFull: true,
  causes: [
    {
      pattern: /protocol '.*' is not (supported|available)|does not support version/i,
      id: "client-version-mismatch",
      likelihood: "certain",
      title: "The server does not support the hub protocol that the client asks for",
      why: "SignalR's handshake names a protocol (`json`, `messagepack`) and its version; the server said that it does not support it.",
      fix: "Add the protocol to the server, or leave the client at its default, JSON.",
      snippets: [{ for: "ASP.NET Core", code: "builder.Services.AddSignalR().AddMessagePackProtocol();" }],
    },
    {
      pattern: /connection closed (with|because of) an error|exception/i,
      id: "application-error",
      likelihood: "likely",
      title: "The hub may have raised an exception",
      why: "The reason says that an error ended it; servers do not reveal the details unless they are configured to.",
      fix: "Check the server's log; during development, make it send the details.",
      snippets: [
        { for: "ASP.NET Core", code: "builder.Services.AddSignalR(options => options.EnableDetailedErrors = true);" },
      ],
    },
  ],
};
