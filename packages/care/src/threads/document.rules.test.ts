import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MEDIA_TYPES, documentName, isScannerTest, mediaTypeOf } from "./document.rules.ts";

const PDF = Buffer.from("%PDF-1.7\n1 0 obj");
const PNG = Buffer.from("89504e470d0a1a0a0000000d", "hex");
const DOCX = Buffer.concat([Buffer.from("504b0304", "hex"), Buffer.from("[Content_Types].xml word/document.xml")]);
const DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

describe("documents-scanned: the type of a document", () => {
  it.each([
    ["a PDF", PDF, "application/pdf"],
    ["a PNG", PNG, "image/png"],
    ["a JPEG", Buffer.from("ffd8ffe000104a46", "hex"), "image/jpeg"],
    ["a TIFF of either order", Buffer.from("49492a0008000000", "hex"), "image/tiff"],
    ["a TIFF of either order", Buffer.from("4d4d002a00000008", "hex"), "image/tiff"],
    ["a Word document", DOCX, DOCX_TYPE],
    ["text", Buffer.from("Seen on Monday.\r\nÜber uns\t\u{1f600}"), "text/plain"],
  ])("is by its bytes: %s", (_, bytes, type) => {
    expect(mediaTypeOf(bytes, null)).toBe(type);
    expect(mediaTypeOf(bytes, "application/octet-stream")).toBe(type);
    expect(mediaTypeOf(bytes, type)).toBe(type);
    expect(MEDIA_TYPES).toContain(type);
  });

  it.each([
    ["a page called text", Buffer.from("  <!doctype html><script>alert(1)</script>"), "text/plain"],
    ["a drawing with scripts", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), "image/png"],
    ["a shell script", Buffer.from("#!/bin/sh\nrm -rf /"), "text/plain"],
    ["a program", Buffer.from("4d5a90000300000004000000", "hex"), "application/pdf"],
    ["an ELF program", Buffer.from("7f454c4602010100", "hex"), null],
    ["a plain ZIP", Buffer.from("504b0304140000000800", "hex"), DOCX_TYPE],
    ["a Word document with macros", Buffer.concat([DOCX, Buffer.from("word/vbaProject.bin")]), DOCX_TYPE],
    ["RTF", Buffer.from("{\\rtf1\\ansi"), "text/plain"],
    ["PostScript", Buffer.from("%!PS-Adobe-3.0"), null],
    ["a PDF behind something else", Buffer.concat([Buffer.from("MZ\0\0"), PDF]), "application/pdf"],
    ["a GIF", Buffer.from("GIF89a\0\0"), "image/png"],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x41, 0x00]), "text/plain"],
    ["a PDF said to be text", PDF, "text/plain"],
    ["a PNG said to be a PDF", PNG, "application/pdf"],
    ["text said to be a page", Buffer.from("hello"), "text/html"],
  ])("refuses %s", (_, bytes, claimed) => {
    expect(() => mediaTypeOf(bytes, claimed)).toThrow(expect.objectContaining({ code: "INVALID", reason: "TYPE" }));
  });

  it("is the same whatever is claimed, or refused", () => {
    const property = fc.property(fc.uint8Array({ maxLength: 200 }), fc.option(fc.string()), (bytes, claimed) => {
      try {
        return MEDIA_TYPES.includes(mediaTypeOf(Buffer.from(bytes), claimed));
      } catch (error) {
        return (error as { reason: string }).reason === "TYPE";
      }
    });
    expect(fc.check(property)).toMatchObject({ failed: false });
  });
});

describe("the name of a document", () => {
  it.each(["Plan.pdf", "Überweisung März.PDF", "計画 2026.pdf", "a.b.c.pdf", "it's (final) & good.pdf"])(
    "is %s",
    (name) => {
      expect(documentName(name, "application/pdf")).toBe(name);
    },
  );

  it.each([
    "",
    "   ",
    "plan",
    "plan.exe",
    "plan.pdf.exe",
    "plan.txt",
    "../../etc/passwd.pdf",
    "..\\plan.pdf",
    "c:plan.pdf",
    ".pdf",
    ".hidden.pdf",
    "a\r\nset-cookie: x=1.pdf",
    "a\0.pdf",
    "a\u0085.pdf",
    "plan\u202efdp.exe.pdf",
    "pl\u200ban.pdf",
    "\ufeffplan.pdf",
    "plan\u2028.pdf",
    "\ud800.pdf",
    '"quoted".pdf',
    "<b>.pdf",
    `${"x".repeat(200)}.pdf`,
  ])("is not %j", (name) => {
    expect(() => documentName(name, "application/pdf")).toThrow(
      expect.objectContaining({ code: "INVALID", path: ["name"] }),
    );
  });

  it("never holds a line break or a path, whatever is given", () => {
    const property = fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      try {
        // oxlint-disable-next-line no-control-regex
        return !/[\0-\x1f\x7f/\\]/.test(documentName(`${text}.pdf`, "application/pdf"));
      } catch {
        return true;
      }
    });
    expect(fc.check(property, { numRuns: 2000 })).toMatchObject({ failed: false });
  });

  it("is composed, so that one name is one text", () => {
    expect(documentName("Cafe\u0301.pdf", "application/pdf")).toBe("Café.pdf");
  });
});

it("documents-scanned: the test file of scanners is known wherever it stands", () => {
  const test = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");
  expect(isScannerTest(Buffer.from(test))).toBe(true);
  expect(isScannerTest(Buffer.concat([PDF, Buffer.from(test)]))).toBe(true);
  expect(isScannerTest(PDF)).toBe(false);
});
