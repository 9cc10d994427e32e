import { assert, assertEquals } from "../../tests/assert.ts";
import { safeFileName } from "./file_name.ts";

Deno.test("an honest name stays as it is", () => {
  for (const name of ["notes.pdf", "Übung 3.tar.gz", "课程 1.docx", "ملف.pdf"]) {
    assertEquals(safeFileName(name, "file"), name);
  }
});

Deno.test("a name cannot lead to another folder, hide, or pretend to another ending", () => {
  const cases: readonly [string, string][] = [
    ["../../etc/passwd", "_.._etc_passwd"],
    ["C:\\windows\\system32", "C__windows_system32"],
    [".bashrc", "bashrc"],
    ["photo\u202egpj.exe", "photogpj.exe"],
    ["a\u0000b\u0007.txt", "ab.txt"],
    ["CON.txt", "_CON.txt"],
    ["conference.txt", "conference.txt"],
    ["name. . .", "name"],
    ["<img src=x onerror=1>", "_img src=x onerror=1_"],
    ["\ud800lone", "lone"],
  ];
  for (const [name, safe] of cases) assertEquals(safeFileName(name, "file"), safe);
});

Deno.test("a name of nothing takes the fallback", () => {
  for (const name of ["", "   ", "...", "\u200b\u200f", "\u202e"]) {
    assertEquals(safeFileName(name, "file"), "file");
  }
});

Deno.test("a long name is cut before its ending", () => {
  const safe = safeFileName("a".repeat(5000) + ".pdf", "file");
  assert(safe.length <= 120);
  assert(safe.endsWith("….pdf"));
  assertEquals(safeFileName("a".repeat(500), "file").length, 120);
});
