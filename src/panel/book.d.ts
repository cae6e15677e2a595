/** Made by the build (packaging/vite/single-page.ts). */
declare module "virtual:book" {
  /** The page that holds all that Upgrades knows, as HTML. */
  export function book(): string;
}
