import { describe, expect, it } from "vitest";
import { parseExtensions } from "../../../src/upgrade/http/extensions.ts";

describe("parseExtensions", () => {
  it("takes the browser's offer apart", () => {
    expect(parseExtensions("permessage-deflate; client_max_window_bits")).toEqual([
      { name: "permessage-deflate", parameters: [["client_max_window_bits", null]] },
    ]);
  });

  it("keeps the order of extensions and parameters, repeats included", () => {
    expect(parseExtensions("b;x=1;x=2, a")).toEqual([
      {
        name: "b",
        parameters: [
          ["x", "1"],
          ["x", "2"],
        ],
      },
      { name: "a", parameters: [] },
    ]);
  });

  it("takes quotes off a value", () => {
    expect(parseExtensions('a; b="10"')?.[0]?.parameters).toEqual([["b", "10"]]);
    expect(parseExtensions('a; b="1\\0"')?.[0]?.parameters).toEqual([["b", "10"]]);
  });

  it("ignores white space and empty elements", () => {
    expect(parseExtensions(" , a ; b = 1 ,")).toEqual([{ name: "a", parameters: [["b", "1"]] }]);
  });

  it.each(["", ",", ";", "a;", "a; =1", "a; b=", "a b", 'a; b="1,2"', 'a; b="', "a; b=1=2", "a; b c"])(
    "refuses %j",
    (value) => {
      expect(parseExtensions(value)).toBeNull();
    },
  );
});
