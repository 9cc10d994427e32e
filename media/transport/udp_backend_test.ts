import { assertEquals, assertStringIncludes } from "../../tests/assert.ts";
import { createAddressTable } from "./address_table.ts";
import { openLibc } from "./libc.ts";
import { openUdp } from "./udp_backend.ts";

Deno.test("the portable backend is always there", () => {
  const { port, reason } = openUdp("portable", 0, createAddressTable());
  assertEquals(port?.name, "portable");
  assertStringIncludes(reason, "as configured");
  port?.close();
});

Deno.test({
  name: "without the permission for foreign functions datagrams pass by the portable backend",
  permissions: { net: true, ffi: false },
  fn() {
    const { port, reason } = openUdp("auto", 0, createAddressTable());
    assertEquals(port?.name, "portable");
    if (Deno.build.os === "linux") assertStringIncludes(reason, "--allow-ffi is missing");
    port?.close();
  },
});

Deno.test("where there is no C library, only who insists goes without a port", () => {
  const open = () => ({ libc: null, reason: "it is elsewhere" }) as const;
  const { port, reason } = openUdp("auto", 0, createAddressTable(), open);
  assertEquals(port?.name, "portable");
  assertStringIncludes(reason, "it is elsewhere");
  const number = port!.port;
  port!.close();
  const demanded = openUdp("linux", number, createAddressTable(), open);
  assertEquals(demanded.port, null);
  assertStringIncludes(demanded.reason, "not possible: it is elsewhere");
});

const found = openLibc();
if (found.libc === null) {
  Deno.test({ name: `system calls are not tried: ${found.reason}`, ignore: true, fn() {} });
} else {
  found.libc.close();

  Deno.test("system calls are preferred, and what buffers there are is said", () => {
    for (const wanted of ["auto", "linux"] as const) {
      const { port, reason } = openUdp(wanted, 0, createAddressTable());
      assertEquals(port?.name, "linux");
      assertStringIncludes(reason, "sendmmsg");
      assertStringIncludes(reason, "Its buffers are");
      assertEquals(reason.includes("\n"), false);
      port?.close();
    }
  });

  Deno.test("a socket that the system does not show is used by the portable backend", () => {
    const open = () => ({ libc: { ...openLibc().libc!, getsockname: () => -1 } });
    const { port, reason } = openUdp("auto", 0, createAddressTable(), open);
    assertEquals(port?.name, "portable");
    assertStringIncludes(reason, "descriptor");
    port?.close();
    assertEquals(openUdp("linux", 0, createAddressTable(), open).port, null);
  });
}
