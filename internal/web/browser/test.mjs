// Bundles each *.test.ts below lib with esbuild, as the pages are bundled, into a
// temporary folder inside node_modules (which git ignores), and runs them with
// Node's own test runner. GEHOOR_UPDATE=1 writes vector files that are missing.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "node_modules", ".cache", "gehoor-test");
const tests = readdirSync(join(here, "lib"), { recursive: true }).filter((name) => name.endsWith(".test.ts"));
if (tests.length === 0) throw new Error("no tests in lib");

rmSync(out, { recursive: true, force: true });
await build({
	entryPoints: tests.map((name) => join(here, "lib", name)),
	outdir: out,
	outbase: join(here, "lib"),
	outExtension: { ".js": ".mjs" },
	bundle: true,
	splitting: true,
	packages: "external",
	platform: "node",
	target: "node20",
	format: "esm",
	loader: { ".txt": "text" },
	sourcemap: "inline",
	logLevel: "warning",
});
const files = tests.map((name) => join(out, name.replace(/\.ts$/, ".mjs")));
const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", "--test-reporter=spec", ...process.argv.slice(2), ...files], {
	cwd: here,
	stdio: "inherit",
});
process.exit(run.status ?? 1);
