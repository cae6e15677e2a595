import type { Application } from "../application.ts";

export const signalrServer: Application = {
  id: "signalr",
  name: "ASP.NET Core SignalR",
  reference: {
    text: "ASP.NET Core SignalR: configuration",
    url: "https://learn.microsoft.com/en-us/aspnet/core/signalr/configuration",
  },
  protocols: ["signalr"],
  isGeneral: false,
  settings: {
    "allow-origin": ({ origin }) =>
      [
        "builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy",
        `    .WithOrigins("${origin}").AllowAnyHeader().WithMethods("GET", "POST").AllowCredentials()));`,
        "",
        "app.UseCors(); // before MapHub",
      ].join("\n"),
    "serve-path": ({ path }) => `app.MapHub<YourHub>("${path}");`,
    heartbeat: ({ seconds }) =>
      [
        "// 15 s by default; make the clients' timeout twice as long",
        "builder.Services.AddSignalR(options =>",
        `    options.KeepAliveInterval = TimeSpan.FromSeconds(${seconds}));`,
      ].join("\n"),
    "enable-websockets": ({ path }) =>
      [
        `app.MapHub<YourHub>("${path}", options =>`,
        "    options.Transports = HttpTransportType.WebSockets | HttpTransportType.LongPolling);",
      ].join("\n"),
    "sticky-sessions": ({ path }) =>
      [
        "// in the page: no negotiation first",
        "const connection = new signalR.HubConnectionBuilder()",
        `  .withUrl("${path}", { skipNegotiation: true, transport: signalR.HttpTransportType.WebSockets })`,
        "  .build();",
      ].join("\n"),
  },
};
