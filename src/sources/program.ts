/** Names a program by its User-Agent; null for a browser and for what is not known. */
export function programOfAgent(agent: string | null): string | null {
  if (agent === null) return null;
  const [, name] =
    /^(curl|Wget|websocat|wscat|HTTPie|xh|okhttp|Go-http-client|PostmanRuntime|insomnia|k6|Artillery|Dart|Java-http-client|python-requests)\b/i.exec(
      agent,
    ) ?? [];
  if (/websockets\/\d/.test(agent)) return "Python websockets";
  return name === undefined ? null : (NAMES[name.toLowerCase()] ?? name);
}

const NAMES: Readonly<Record<string, string>> = { wget: "wget", postmanruntime: "Postman", insomnia: "Insomnia" };
