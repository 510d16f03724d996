import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_LOOK, notLookable } from "./lookable.ts";

test("what the viewer can show is offered, by its name or what its sender calls it", () => {
	const why = (name: string, media = "", length = 1) => notLookable({ name, media, length });
	for (const name of ["brief.txt", "Scan.PDF", "foto.jpeg", "foto.webp", "log.csv"]) assert.equal(why(name), undefined, name);
	for (const [name, media] of [["foto", "image/jpeg"], ["scan", "application/pdf"], ["brief", "text/plain"]] as const) assert.equal(why(name, media), undefined, name);
	for (const name of ["brief.docx", "film.mp4", "page.html", "tekening.svg", "pdf", "foto.jpg.exe"]) assert.equal(why(name), "kind", name);
	assert.equal(why("tekening.svg", "image/svg+xml"), "kind");
	assert.equal(why("page.html", "text/html"), "kind");
	assert.equal(why("scan.pdf", "", MAX_LOOK), undefined);
	assert.equal(why("scan.pdf", "", MAX_LOOK + 1), "large");
});
