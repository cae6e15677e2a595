/** Letters and digits of secrets, by what their makers draw from. */
const ALPHABETS = {
  base62: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
  lower: "abcdefghijklmnopqrstuvwxyz0123456789",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
  hex: "0123456789abcdef",
  url: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
  digits: "0123456789",
} as const;

/** Draws so many signs from an alphabet. */
type Draw = (alphabet: keyof typeof ALPHABETS, length: number) => string;

/** Shapes of secrets that scanners know by their beginning and length; every value is drawn here, none is anybody's. */
const SHAPES: Readonly<Record<string, (draw: Draw) => string>> = {
  "AWS access key": (draw) => `AKIA${draw("upper", 16)}`,
  "AWS temporary key": (draw) => `ASIA${draw("upper", 16)}`,
  "AWS secret key": (draw) => draw("base62", 40),
  "GitHub personal token": (draw) => `ghp_${draw("base62", 36)}`,
  "GitHub OAuth token": (draw) => `gho_${draw("base62", 36)}`,
  "GitHub app token": (draw) => `ghs_${draw("base62", 36)}`,
  "GitHub fine-grained token": (draw) => `github_pat_${draw("base62", 22)}_${draw("base62", 59)}`,
  "GitLab personal token": (draw) => `glpat-${draw("url", 20)}`,
  "GitLab runner token": (draw) => `glrt-${draw("url", 20)}`,
  "Slack bot token": (draw) => `xoxb-${draw("digits", 12)}-${draw("digits", 12)}-${draw("base62", 24)}`,
  "Slack user token": (draw) => `xoxp-${draw("digits", 12)}-${draw("digits", 12)}-${draw("hex", 32)}`,
  "Slack app token": (draw) => `xapp-1-A${draw("upper", 10)}-${draw("digits", 13)}-${draw("hex", 64)}`,
  "Stripe live key": (draw) => `sk_live_${draw("base62", 24)}`,
  "Stripe restricted key": (draw) => `rk_live_${draw("base62", 24)}`,
  "Google API key": (draw) => `AIza${draw("url", 35)}`,
  "Google OAuth token": (draw) => `ya29.${draw("url", 60)}`,
  "Google client secret": (draw) => `GOCSPX-${draw("url", 28)}`,
  "OpenAI key": (draw) => `sk-proj-${draw("base62", 48)}`,
  "Anthropic key": (draw) => `sk-ant-api03-${draw("url", 93)}AA`,
  "Hugging Face token": (draw) => `hf_${draw("base62", 34)}`,
  "npm token": (draw) => `npm_${draw("base62", 36)}`,
  "PyPI token": (draw) => `pypi-AgEIcHlwaS5vcmc${draw("url", 60)}`,
  "Twilio key": (draw) => `SK${draw("hex", 32)}`,
  "Twilio account": (draw) => `AC${draw("hex", 32)}`,
  "SendGrid key": (draw) => `SG.${draw("url", 22)}.${draw("url", 43)}`,
  "Mailgun key": (draw) => `key-${draw("hex", 32)}`,
  "Mailchimp key": (draw) => `${draw("hex", 32)}-us12`,
  "DigitalOcean token": (draw) => `dop_v1_${draw("hex", 64)}`,
  "Shopify token": (draw) => `shpat_${draw("hex", 32)}`,
  "Square token": (draw) => `sq0atp-${draw("url", 22)}`,
  "Telegram bot token": (draw) => `${draw("digits", 10)}:AA${draw("url", 33)}`,
  "Discord bot token": (draw) => `M${draw("base62", 23)}.${draw("url", 6)}.${draw("url", 27)}`,
  "Databricks token": (draw) => `dapi${draw("hex", 32)}`,
  "Linear key": (draw) => `lin_api_${draw("base62", 40)}`,
  "Notion token": (draw) => `ntn_${draw("base62", 46)}`,
  "Grafana token": (draw) => `glsa_${draw("base62", 32)}_${draw("hex", 8)}`,
  "Postman key": (draw) => `PMAK-${draw("hex", 24)}-${draw("hex", 34)}`,
  "Sentry token": (draw) => `sntrys_${draw("base62", 60)}`,
  "Vault token": (draw) => `hvs.${draw("url", 90)}`,
  "Terraform Cloud token": (draw) => `${draw("base62", 14)}.atlasv1.${draw("url", 64)}`,
  "Doppler token": (draw) => `dp.pt.${draw("base62", 43)}`,
  "Fly.io token": (draw) => `fo1_${draw("url", 43)}`,
  "Cloudflare token": (draw) => draw("url", 40),
  "Heroku key": (draw) =>
    `${draw("hex", 8)}-${draw("hex", 4)}-4${draw("hex", 3)}-a${draw("hex", 3)}-${draw("hex", 12)}`,
  "Facebook token": (draw) => `EAAC${draw("base62", 100)}`,
  "LaunchDarkly key": (draw) =>
    `sdk-${draw("hex", 8)}-${draw("hex", 4)}-4${draw("hex", 3)}-a${draw("hex", 3)}-${draw("hex", 12)}`,
  "New Relic key": (draw) => `NRAK-${draw("upper", 27)}`,
  "Pulumi token": (draw) => `pul-${draw("hex", 40)}`,
  "RubyGems key": (draw) => `rubygems_${draw("hex", 48)}`,
  "Okta token": (draw) => `00${draw("url", 40)}`,
  "JSON Web Token": (draw) => `eyJ${draw("url", 33)}.eyJ${draw("url", 60)}.${draw("url", 43)}`,
  "MD5 as a session": (draw) => draw("hex", 32),
  "SHA-256 as a session": (draw) => draw("hex", 64),
  "lower-case key": (draw) => draw("lower", 32),
};

/** Nothing in them tells a key from an id: in a sentence they are masked where another place of the report gave them away. */
export const UNMARKED: readonly string[] = [
  "AWS secret key",
  "Cloudflare token",
  "Heroku key",
  "Mailchimp key",
  "Okta token",
  "Discord bot token",
  "MD5 as a session",
  "SHA-256 as a session",
  "lower-case key",
];

/** One value of each shape. */
export function secretsOf(nextInt: (below: number) => number): readonly (readonly [shape: string, secret: string])[] {
  const draw: Draw = (alphabet, length) => {
    const signs = ALPHABETS[alphabet];
    return Array.from({ length }, () => signs[nextInt(signs.length)] ?? "").join("");
  };
  return Object.entries(SHAPES).map(([shape, make]) => [shape, make(draw)] as const);
}
