import { assertEquals, assertStringIncludes } from "../../tests/assert.ts";
import { chooseBackend } from "./srtp_backend.ts";
import { openOpenSsl } from "./srtp_openssl.ts";

Deno.test("the portable backend is always there", () => {
  const { backend, reason } = chooseBackend("portable");
  assertEquals(backend?.name, "portable");
  assertStringIncludes(reason, "as configured");
});

Deno.test({
  name: "without the permission for foreign functions the portable backend is used",
  permissions: { ffi: false },
  fn() {
    const choice = chooseBackend("auto");
    assertEquals(choice.backend?.name, "portable");
    assertStringIncludes(choice.reason, "--allow-ffi is missing");
    assertEquals(chooseBackend("openssl").backend, null);
  },
});

const found = openOpenSsl();
if (found.suite === null) {
  Deno.test({ name: `libcrypto is not tried: ${found.reason}`, ignore: true, fn() {} });
} else {
  // A library stays open as long as the process.
  const sanitizeResources = false;

  Deno.test("libcrypto is preferred where it works", { sanitizeResources }, () => {
    for (const wanted of ["auto", "openssl"] as const) {
      const { backend, reason } = chooseBackend(wanted);
      assertEquals(backend?.name, "openssl");
      assertStringIncludes(reason, found.library);
      assertStringIncludes(reason, "OpenSSL");
    }
  });

  const name = "a library that is missing or lacks functions is passed over, with the reason";
  Deno.test(name, { sanitizeResources }, () => {
    for (const name of ["libnosuchthing.so.1", "libm.so.6"]) {
      const choice = chooseBackend("auto", [name]);
      assertEquals(choice.backend?.name, "portable");
      assertStringIncludes(choice.reason, "WebAssembly");
      assertEquals(choice.reason.includes("\n"), false);
      const demanded = chooseBackend("openssl", [name]);
      assertEquals(demanded.backend, null);
      assertStringIncludes(demanded.reason, "not possible");
      assertEquals(chooseBackend("auto", [name, found.library]).backend?.name, "openssl");
    }
  });
}
