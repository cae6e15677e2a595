import { headerValue } from "../../../upgrade/http/headers.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { visibleText, type Words } from "../../text.ts";

/** Safari by its own name for itself; Chrome and Edge on a Mac name Safari too, after their own. */
const SAFARI = /Version\/(\d+)\.(\d+)(?:\.\d+)? (?:Mobile\/\w+ )?Safari\//;

/** A page inside an app, or another browser, on iOS and iPadOS 15: the same engine, which is a part of the system. */
const SYSTEM = /\((?:iPhone|iPad|iPod)[^()]{0,200} OS (15)_(\d{1,3})[_ ][^()]{0,200}\) AppleWebKit\//;

/** A Safari that agreed on compression, and what is reported of its version. */
export interface SafariCompression {
  /** "Safari 15.1", "iOS 15.0". */
  readonly name: string;
  /** Whether its version is reported to break every connection with compression; else only some messages. */
  readonly isBroken: boolean;
  readonly why: Words;
  readonly fix: Words;
  readonly evidence: readonly string[];
}

/**
 * Whether a Safari of a version that is reported to break compressed messages agreed on compression.
 *
 * @returns null where it is another browser or an earlier version, or compression was not agreed on
 */
export function safariCompression({ request, response }: Upgrade): SafariCompression | null {
  const agent = headerValue(request?.headers ?? [], "User-Agent") ?? "";
  const agreed = headerValue(response?.headers ?? [], "Sec-WebSocket-Extensions");
  const safari = SAFARI.exec(agent);
  const found = safari ?? SYSTEM.exec(agent);
  if (found === null || agreed === null || !/permessage-deflate/i.test(agreed)) return null;
  const [major, minor] = [Number(found[1]), Number(found[2])];
  if (major < 15) return null;
  const name = `${safari === null ? "iOS" : "Safari"} ${major}.${minor}`;
  const isBroken = major === 15 && minor < 4;
  return {
    name,
    isBroken,
    why: isBroken ? BROKEN : LATER,
    fix: isBroken
      ? "Update Safari, or do not accept compression from these versions."
      : "Do not accept compression from Safari, or send each compressed message in one frame.",
    evidence: [
      `request header User-Agent names ${name}`,
      `response header Sec-WebSocket-Extensions: ${visibleText(agreed)}`,
    ],
  };
}

const BROKEN =
  "Maintainers of several WebSocket servers report that Safari 15.0 to 15.3 sends and expects incorrect data once permessage-deflate is agreed on.";

const LATER =
  "Maintainers of servers report that Safari 15 to 17 ends the connection when a compressed message arrives in several frames, as some libraries send long ones.";
